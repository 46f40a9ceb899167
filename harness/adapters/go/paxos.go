// Single-decree Paxos as in "Paxos Made Simple", durable, with nothing but the standard library.
//
// Read it next to the paper, top to bottom: what is written down (Store) and the protocol (Node: acceptor, proposer, learner). The part that
// speaks the wire protocol of paxos-conformance is adapter.go: to judge an implementation of your own, keep that and let it call yours. A
// line that cites P-DUR-.. is there for durability: take it away, and a scenario that kills the node or its power fails.
package main

import (
	"encoding/json"
	"errors"
	"fmt"
	"hash/crc32"
	"io/fs"
	"log"
	"math/rand"
	"os"
	"path/filepath"
	"strings"
	"time"
)

// Ballot is compared by N as a number, then by the ID of the proposer that owns it.
type Ballot struct {
	N  int64  `json:"n"`
	ID string `json:"id"`
}

var noBallot = Ballot{N: -1}

const maxN = 1<<53 - 1

func (b Ballot) less(other Ballot) bool {
	return b.N < other.N || b.N == other.N && b.ID < other.ID
}

// Value is opaque: text, or bytes in base64, as it came.
type Value struct {
	Text   *string `json:"value,omitempty"`
	Base64 *string `json:"value_base64,omitempty"`
}

func (v Value) equals(other Value) bool {
	same := func(a, b *string) bool { return a == nil && b == nil || a != nil && b != nil && *a == *b }
	return same(v.Text, other.Text) && same(v.Base64, other.Base64)
}

// Proposal is a value that was put to the vote in a ballot.
type Proposal struct {
	Ballot Ballot `json:"ballot"`
	Value
}

// Memory is what must survive (P-DUR-01, P-DUR-02, P-LRN-08).
type Memory struct {
	Promised Ballot    `json:"promised"`
	Accepted *Proposal `json:"accepted"`
	Decided  *Value    `json:"decided"`
}

// Store keeps what a node must still know after a crash: one small file, which is replaced as a whole, so that it is never half new (P-DUR-05).
type Store struct {
	directory string
	durable   string
}

func (s *Store) path() string { return filepath.Join(s.directory, "state.json") }

func (s *Store) load() (Memory, error) {
	memory := Memory{Promised: noBallot}
	data, err := os.ReadFile(s.path())
	if errors.Is(err, fs.ErrNotExist) {
		return memory, nil // a node that has vouched for nothing yet
	}
	if err == nil {
		err = check(string(data)) // P-DUR-12
	}
	if err == nil {
		s.durable, _, _ = strings.Cut(string(data), "\n")
		err = json.Unmarshal([]byte(s.durable), &memory)
	}
	return memory, err
}

// Who has lost a part of its memory must not vote as if it had none: better not to start at all.
func check(data string) error {
	if record, checksum, _ := strings.Cut(data, "\n"); checksum != checksumOf(record) {
		return errors.New("the state is damaged: this node no longer knows what it promised")
	}
	return nil
}

// Save makes what the node knows survive kill -9 and a loss of power. Where the disk refuses, the node ends and says nothing (P-DUR-10).
func (s *Store) save(memory Memory) error {
	record, err := json.Marshal(memory)
	if err != nil || string(record) == s.durable {
		return err
	}
	file, err := os.Create(s.path() + ".new")
	if err != nil {
		return err
	}
	defer file.Close()
	steps := []func() error{
		func() error { _, err := fmt.Fprintf(file, "%s\n%s", record, checksumOf(string(record))); return err }, // P-DUR-02
		file.Sync, // P-DUR-03: out of the cache of the system, onto the disk
		func() error { return os.Rename(file.Name(), s.path()) }, // P-DUR-05: the old state or the new one, nothing between
		s.syncDirectory, // P-DUR-11: the new name is data too, of the directory
	}
	for _, step := range steps {
		if err := step(); err != nil {
			return err
		}
	}
	s.durable = string(record)
	return nil
}

func (s *Store) wipe() error {
	if err := os.Remove(s.path()); err != nil && !errors.Is(err, fs.ErrNotExist) {
		return err
	}
	s.durable = ""
	return s.syncDirectory()
}

func (s *Store) syncDirectory() error {
	directory, err := os.Open(s.directory)
	if err != nil {
		return err
	}
	defer directory.Close()
	err = directory.Sync() // P-DUR-11
	return err
}

func checksumOf(record string) string {
	return fmt.Sprintf("%08x", crc32.ChecksumIEEE([]byte(record)))
}

// Node is acceptor, proposer and learner in one. What it sends leaves only once what it knows is durable: see Adapter.commit.
type Node struct {
	Memory
	me               string
	nodes, acceptors []string
	retry            time.Duration
	now              func() time.Duration
	sendToPeer       func(dest string, m Message)
	answer           func(to Request, m Message)
	toSelf           []Message

	ballot   *Ballot              // of the round that runs, if one does
	promises map[string]*Proposal // by acceptor: the proposal it reported, or nil
	value    *Value               // what was put to the vote in this round
	votes    map[string]bool
	highest  Ballot // the highest ballot a refusal told of
	failures int
	alarm    *time.Duration // when the proposer tries again
	waiting  []Wish
}

// Wish is what a client asked for.
type Wish struct {
	request Request
	value   Value
}

// Majority is one of all acceptors, not of those that can be reached (P-QRM-01).
func (n *Node) majority() int { return len(n.acceptors)/2 + 1 }

// Acceptor

func (n *Node) onPrepare(src string, ballot Ballot) {
	if ballot.less(n.Promised) { // P-ACC-01
		n.refuse(src, ballot)
		return
	}
	n.Promised = ballot                                                          // P-DUR-01
	n.send(src, Message{Type: "promise", Ballot: &ballot, Accepted: n.Accepted}) // P-ACC-02: also what was never decided
}

func (n *Node) onAccept(src string, ballot Ballot, value Value) {
	other := n.Accepted != nil && n.Accepted.Ballot == ballot && !n.Accepted.Value.equals(value) // P-ACC-11: some proposer is broken
	if ballot.less(n.Promised) || other {                                                        // P-ACC-05
		n.refuse(src, ballot)
		return
	}
	n.Promised = ballot                   // P-ACC-08, P-DUR-04: to accept is to promise
	n.Accepted = &Proposal{ballot, value} // P-DUR-02
	n.send(src, Message{Type: "accepted", Ballot: &ballot})
}

func (n *Node) refuse(src string, ballot Ballot) {
	promised := n.Promised
	n.send(src, Message{Type: "nack", Ballot: &ballot, Promised: &promised})
}

// Proposer

func (n *Node) propose(request Request, value Value) {
	if n.Decided != nil { // P-PRO-19
		n.answer(request, Message{Type: "propose_ok", Value: *n.Decided})
		return
	}
	n.waiting = append(n.waiting, Wish{request, value})
	if n.alarm == nil {
		n.startRound()
	}
}

func (n *Node) startRound() {
	higher := n.Promised.N // P-BAL-03, P-BAL-05: above all that was tried or heard of
	if n.highest.N > higher {
		higher = n.highest.N
	}
	if higher >= maxN {
		n.giveUp()
		return
	}
	ballot := Ballot{higher + 1, n.me}
	n.ballot, n.promises, n.value, n.votes = &ballot, map[string]*Proposal{}, nil, map[string]bool{}
	n.Promised = ballot // P-BAL-04: durable before anybody hears of it, so that no ballot is used twice
	n.setAlarm(n.retry + n.random(n.retry))
	for _, acceptor := range n.acceptors {
		n.send(acceptor, Message{Type: "prepare", Ballot: &ballot})
	}
}

func (n *Node) onPromise(src string, ballot Ballot, accepted *Proposal) {
	// P-PRO-05: only promises for this very ballot. P-PRO-04: none that come late. P-PRO-07: none of strangers.
	if !n.isVote(src, ballot) || n.value != nil {
		return
	}
	n.promises[src] = accepted // P-PRO-06: by acceptor, so that one counts once
	if len(n.promises) < n.majority() {
		return
	}
	// P-PRO-02: the reported proposal of the highest ballot binds. P-PRO-03: only without one is the choice free.
	var bound *Proposal
	for _, reported := range n.promises {
		if reported != nil && (bound == nil || bound.Ballot.less(reported.Ballot)) {
			bound = reported
		}
	}
	if bound == nil {
		bound = &Proposal{Value: n.waiting[0].value}
	}
	n.value = &bound.Value
	n.setAlarm(n.retry + n.random(n.retry))
	for _, acceptor := range n.acceptors {
		n.send(acceptor, Message{Type: "accept", Ballot: n.ballot, Value: *n.value})
	}
}

func (n *Node) onAccepted(src string, ballot Ballot) {
	if !n.isVote(src, ballot) || n.value == nil { // P-PRO-09
		return
	}
	n.votes[src] = true
	if len(n.votes) < n.majority() {
		return
	}
	decide := Message{Type: "decide", Ballot: &ballot, Value: *n.value}
	n.learn(*n.value) // P-PRO-10: what was accepted, not what was wished
	for _, node := range n.nodes {
		if node != n.me {
			n.send(node, decide)
		}
	}
}

func (n *Node) isVote(src string, ballot Ballot) bool {
	if n.ballot == nil || !contains(n.acceptors, src) {
		return false
	}
	if n.ballot.less(ballot) { // shaped like a vote, but a refusal: some acceptors say no by showing what they promised
		n.onNack(*n.ballot, &ballot)
		return false
	}
	return ballot == *n.ballot
}

func (n *Node) onNack(ballot Ballot, promised *Ballot) {
	if n.ballot == nil || ballot != *n.ballot || promised == nil || !ballot.less(*promised) {
		return
	}
	if n.highest.less(*promised) {
		n.highest = *promised
	}
	n.ballot = nil
	// P-LIV-03, P-LIV-04: of random length, and longer each time, so that duelling proposers fall out of step.
	n.setAlarm(n.random(n.retry << n.failures))
	if n.failures < 4 {
		n.failures++
	}
}

// P-LIV-05: whatever was lost, another round makes up for it.
func (n *Node) onAlarm() {
	n.startRound()
	n.hearSelf()
}

// P-BAL-07: counters do not wrap. P-PRO-16: what was once put to the vote may still be chosen, so this is no 'no'.
func (n *Node) giveUp() {
	code := 0
	n.endCampaign(Message{Type: "error", Code: &code, Text: "no ballot is left: the outcome is unknown"})
}

func (n *Node) endCampaign(answer Message) {
	for _, wish := range n.waiting {
		n.answer(wish.request, answer)
	}
	n.ballot, n.alarm, n.waiting = nil, nil, nil
}

func (n *Node) setAlarm(after time.Duration) {
	at := n.now() + after
	n.alarm = &at
}

func (n *Node) random(below time.Duration) time.Duration {
	return time.Duration(rand.Float64() * float64(below))
}

// Learner

func (n *Node) learn(value Value) {
	if n.Decided == nil {
		n.Decided = &value
		n.endCampaign(Message{Type: "propose_ok", Value: value})
	} else if !n.Decided.equals(value) { // P-LRN-07
		log.Print("ALARM: two decisions: some node breaks the protocol")
	}
}

// Messages

// On takes a message of a peer, or of the node to itself: its own acceptor is asked like any other (P-PRO-12, P-NET-07).
func (n *Node) on(src string, m Message) {
	switch m.Type {
	case "prepare", "accept":
		if contains(n.acceptors, n.me) { // P-QRM-04
			if m.Type == "prepare" {
				n.onPrepare(src, *m.Ballot)
			} else {
				n.onAccept(src, *m.Ballot, m.Value)
			}
		}
		if n.Decided != nil && src != n.me { // P-LRN-09: who asks does not know it
			n.send(src, Message{Type: "decide", Value: *n.Decided})
		}
	case "promise":
		n.onPromise(src, *m.Ballot, m.Accepted)
	case "accepted":
		n.onAccepted(src, *m.Ballot)
	case "nack":
		n.onNack(*m.Ballot, m.Promised)
	case "decide":
		n.learn(m.Value)
	}
}

func (n *Node) hearSelf() {
	for len(n.toSelf) > 0 {
		m := n.toSelf[0]
		n.toSelf = n.toSelf[1:]
		n.on(n.me, m)
	}
}

func (n *Node) send(dest string, m Message) {
	if dest == n.me {
		n.toSelf = append(n.toSelf, m)
	} else {
		n.sendToPeer(dest, m)
	}
}

func contains(ids []string, id string) bool {
	for _, other := range ids {
		if other == id {
			return true
		}
	}
	return false
}
