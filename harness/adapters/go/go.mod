module paxos

go 1.19
