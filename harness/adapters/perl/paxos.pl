#!/usr/bin/env perl
# Single-decree Paxos, durable, with nothing but what Perl brings: written after the guide beside it, for a language that has no template.
use strict;
use warnings;
use Fcntl;
use IO::Handle;
use JSON::PP;
use List::Util qw(max sum);
use Time::HiRes qw(time);

my $json = JSON::PP->new->canonical->utf8->allow_nonref;
my ($me, $data, $durable, @nodes, @to_self, @outbox) = ('unnamed', undef, '');
my ($promised, $accepted, $decided) = ({ n => -1, id => '' }, undef, undef);
my ($ballot, %promises, $value, %votes, @waiting, $alarm);
my ($highest, $retry, $failures) = (0, 0.1, 0);

sub compare { my ($x, $y) = @_; $x->{n} <=> $y->{n} || $x->{id} cmp $y->{id} }
sub majority { @{ $_[0] } > @nodes / 2 }

# What is kept: one file, replaced as a whole. Its second line is a checksum of the first.

sub seal { my ($record) = @_; "$record\n" . unpack('%32C*', $record) . length $record }

sub load {
    my ($promised, $accepted, $decided) = ({ n => -1, id => '' });
    return ($promised, $accepted, $decided) unless -e "$data/state";
    open my $file, '<:raw', "$data/state" or die "$data/state: $!";
    my $sealed = join '', <$file>;
    my ($record) = split /\n/, $sealed;
    die "$data/state is damaged: this node no longer knows what it promised\n" if $sealed ne seal($record // '');
    return @{ $json->decode($record) };
}

sub save {
    my ($record) = @_;
    open my $file, '>:raw', "$data/state.new" or die "$data/state.new: $!";
    print $file seal($record) or die "write: $!";
    $file->flush or die "flush: $!";
    $file->sync or die "fsync: $!";
    close $file or die "close: $!";
    rename "$data/state.new", "$data/state" or die "rename: $!";
    sync_directory();
}

sub sync_directory {
    sysopen my $directory, $data, O_RDONLY or die "$data: $!";
    $directory->sync or die "fsync of $data: $!";
}

# Acceptor

sub refuse { send_to($_[0], type => 'nack', ballot => $_[1], promised => { %$promised }) }

sub on_prepare {
    my ($src, $b) = @_;
    return refuse($src, $b) if compare($b, $promised) < 0;
    $promised = $b;
    send_to($src, type => 'promise', ballot => $b, accepted => $accepted);
}

sub on_accept {
    my ($src, $b, $v) = @_;
    my $other = $accepted && compare($accepted->{ballot}, $b) == 0 && $json->encode(value_in($accepted)) ne $json->encode($v);
    return refuse($src, $b) if compare($b, $promised) < 0 || $other;
    $promised = $b;
    $accepted = { ballot => $b, %$v };
    send_to($src, type => 'accepted', ballot => $b);
}

# Proposer

sub propose {
    my ($request, $v) = @_;
    return reply($request, type => 'propose_ok', %$decided) if $decided;
    push @waiting, [$request, $v];
    start_round() unless defined $alarm;
}

sub start_round {
    my $n = max($promised->{n}, $highest, 0) + 1;
    return $alarm = undef if $n > 2**53 - 1;
    ($ballot, $value) = ({ n => int $n, id => $me }, undef);
    (%promises, %votes) = ();
    $promised = $ballot;
    $alarm = time + $retry * (1 + rand);
    send_to($_, type => 'prepare', ballot => $ballot) for @nodes;
}

sub on_promise {
    my ($src, $told, $reported) = @_;    # not $b: sort would compare with that one
    return if !is_vote($told) || $value;
    $promises{$src} = $reported;
    return unless majority([keys %promises]);
    my ($bound) = sort { compare($b->{ballot}, $a->{ballot}) } grep { $_ } values %promises;
    $value = $bound ? value_in($bound) : $waiting[0][1];
    $alarm = time + $retry * (1 + rand);
    send_to($_, type => 'accept', ballot => $ballot, %$value) for @nodes;
}

sub on_accepted {
    my ($src, $b) = @_;
    return if !is_vote($b) || !$value;
    $votes{$src} = 1;
    return unless majority([keys %votes]);
    my %decide = (type => 'decide', ballot => $b, %$value);
    learn($value);
    $_ ne $me && send_to($_, %decide) for @nodes;
}

sub is_vote {
    my ($b) = @_;
    on_nack($ballot, $b) if $ballot && compare($b, $ballot) > 0;    # shaped like a vote, but a refusal
    return $ballot && compare($b, $ballot) == 0;
}

sub on_nack {
    my ($b, $higher) = @_;
    return unless $ballot && $higher && compare($b, $ballot) == 0 && compare($higher, $b) > 0;
    ($highest, $ballot) = (max($highest, $higher->{n}), undef);
    $alarm = time + $retry * rand(2**$failures);
    $failures++ if $failures < 4;
}

# Learner

sub learn {
    my ($v) = @_;
    return if $decided;
    ($decided, $ballot, $alarm) = ($v, undef, undef);
    reply($_->[0], type => 'propose_ok', %$v) for splice @waiting;
}

# The wire

sub value_in {
    my ($body) = @_;
    my %v = map { $_ => $body->{$_} } grep { defined $body->{$_} && !ref $body->{$_} } qw(value value_base64);
    die "/body/value: one of value and value_base64 is expected\n" if keys %v != 1;
    return \%v;
}

sub ballot_in {
    my ($b) = @_;
    die "/body/ballot: {\"n\": 5, \"id\": \"n1\"} is expected\n" unless ref $b eq 'HASH' && ($b->{n} // '') =~ /^\d{1,16}$/ && $b->{n} < 2**53 && defined $b->{id};
    return { n => int $b->{n}, id => "$b->{id}" };
}

sub send_to {
    my ($dest, %body) = @_;
    if ($dest eq $me) { push @to_self, \%body }
    else { push @outbox, $json->encode({ src => $me, dest => $dest, body => \%body }) }
}

sub reply {
    my ($request, %body) = @_;
    $body{in_reply_to} = $request->{body}{msg_id} if defined $request->{body}{msg_id};
    send_to($request->{src}, %body);
}

sub on_peer {
    my ($src, $body) = @_;
    my $type = $body->{type};
    if ($type eq 'prepare') { on_prepare($src, ballot_in($body->{ballot})) }
    elsif ($type eq 'accept') { on_accept($src, ballot_in($body->{ballot}), value_in($body)) }
    elsif ($type eq 'promise') {
        my $reported = $body->{accepted} && { ballot => ballot_in($body->{accepted}{ballot}), %{ value_in($body->{accepted}) } };
        on_promise($src, ballot_in($body->{ballot}), $reported);
    }
    elsif ($type eq 'accepted') { on_accepted($src, ballot_in($body->{ballot})) }
    elsif ($type eq 'nack') { on_nack(ballot_in($body->{ballot}), $body->{promised} && ballot_in($body->{promised})) }
    elsif ($type eq 'decide') { learn(value_in($body)) }
    send_to($src, type => 'decide', %$decided) if $decided && $src ne $me && $type =~ /^(prepare|accept)$/;    # who asks does not know it
}

sub take {
    my ($message) = @_;
    my ($src, $body) = @$message{qw(src body)};
    $me = $message->{dest} unless $data;    # who is no node yet answers as whom it was called
    my $type = $body->{type};
    if ($type eq 'echo') { reply($message, type => 'echo_ok', echo => $body->{echo}) }
    elsif ($type eq 'init') { init($message, $body) }
    elsif (!$data) { reply($message, type => 'error', code => 11, text => 'init has to come first') }
    elsif ($type eq 'propose') { propose($message, value_in($body)) }
    elsif ($type eq 'learned') { reply($message, type => 'learned_ok', $decided ? %$decided : ()) }
    elsif ($src ne $me && !defined $body->{slot} && grep { $_ eq $src } @nodes) { on_peer($src, $body) }
}

sub init {
    my ($message, $body) = @_;
    if ($body->{acceptors} || $body->{quorums} || ($body->{network}{mode} // 'routed') ne 'routed') {
        return reply($message, type => 'error', code => 10, text => 'this node knows majorities of all only, and no network of its own');
    }
    ($me, $data, @nodes) = ($body->{node_id}, $body->{data_dir}, @{ $body->{node_ids} });
    ($promised, $accepted, $decided) = load();
    $durable = $json->encode([$promised, $accepted, $decided]);
    $retry = ($body->{timing}{retry_ms} // 100) / 1000;
    reply($message, type => 'init_ok', protocol => 1, implementation => { name => 'paxos.pl', version => '1.0', language => 'Perl' },
        capabilities => [qw(messages durable power-safe ordered learned)], variants => { refusal => 'nack' });
}

# What is known becomes durable, and only then anybody hears what there is to say.
sub commit {
    if ($data) {
        my $state = $json->encode([$promised, $accepted, $decided]);
        save($durable = $state) if $state ne $durable;
    }
    print map { "$_\n" } splice @outbox;
    STDOUT->flush;
}

my $received = '';
while (1) {
    vec(my $input = '', 0, 1) = 1;
    if (select $input, undef, undef, defined $alarm ? max(0, $alarm - time) : undef) {
        last unless sysread STDIN, $received, 1 << 16, length $received;
        while ($received =~ s/^([^\n]*)\n//) {
            my $line = $1;
            eval { take($json->decode($line)); 1 } or reply({ src => 'harness' }, type => 'error', code => 12, text => "$@");
            on_peer($me, $_) while $_ = shift @to_self;
        }
    }
    elsif (defined $alarm) {
        start_round();
        on_peer($me, $_) while $_ = shift @to_self;
    }
    commit();
}
