// The part that speaks the wire protocol of paxos-conformance. To judge your own implementation, keep it and let it call yours.
package main

import (
	"bufio"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"log"
	"math/rand"
	"os"
	"time"
)

// Message is the body of a line: of all kinds of messages in one, as fields that are absent where they mean nothing.
type Message struct {
	Type      string  `json:"type"`
	MsgID     *int64  `json:"msg_id,omitempty"`
	InReplyTo *int64  `json:"in_reply_to,omitempty"`
	Ballot    *Ballot `json:"ballot,omitempty"`
	Value
	Accepted *Proposal       `json:"accepted,omitempty"`
	Promised *Ballot         `json:"promised,omitempty"`
	Code     *int            `json:"code,omitempty"`
	Text     string          `json:"text,omitempty"`
	Echo     json.RawMessage `json:"echo,omitempty"`
	Slot     *int64          `json:"slot,omitempty"`
	Ms       *int64          `json:"ms,omitempty"`

	NodeID    string                 `json:"node_id,omitempty"`
	NodeIDs   []string               `json:"node_ids,omitempty"`
	DataDir   string                 `json:"data_dir,omitempty"`
	Acceptors []string               `json:"acceptors,omitempty"`
	Quorums   map[string]interface{} `json:"quorums,omitempty"`
	Network   *struct {
		Mode string `json:"mode"`
	} `json:"network,omitempty"`
	Timing *struct {
		RetryMs *int64 `json:"retry_ms"`
	} `json:"timing,omitempty"`

	Protocol       int               `json:"protocol,omitempty"`
	Implementation map[string]string `json:"implementation,omitempty"`
	Capabilities   []string          `json:"capabilities,omitempty"`
	Variants       map[string]string `json:"variants,omitempty"`
}

// Line is what goes over the wire, in one line.
type Line struct {
	Src  string  `json:"src"`
	Dest string  `json:"dest"`
	Body Message `json:"body"`
}

// Request is what an answer goes back to.
type Request struct {
	src string
	id  *int64
}

// Refused tells why a line is not done, with its error code: 10 not supported, 11 unavailable, 12 malformed.
type Refused struct {
	code int
	text string
}

func (r *Refused) Error() string { return r.text }

// Adapter joins a node to the harness.
type Adapter struct {
	me      string
	node    *Node
	store   *Store
	outbox  []Line
	started time.Time
	logical *time.Duration // the time that ticks have made, once there was one
	output  *bufio.Writer
}

func (a *Adapter) now() time.Duration {
	if a.logical != nil {
		return *a.logical
	}
	return time.Since(a.started)
}

// Run takes all lines that have come, handles them, and lets what they lead to take effect at once: many messages, one fsync.
func (a *Adapter) run(lines <-chan []byte) {
	for {
		select {
		case line, open := <-lines:
			if !open {
				return // the end of stdin is the end of the node
			}
			a.take(line)
			for more := true; more; {
				select {
				case line, open := <-lines:
					if more = open; open {
						a.take(line)
					}
				default:
					more = false
				}
			}
		case <-a.due():
			a.node.onAlarm()
		}
		a.commit()
	}
}

func (a *Adapter) due() <-chan time.Time {
	if a.node == nil || a.node.alarm == nil || a.logical != nil {
		return nil
	}
	return time.After(*a.node.alarm - a.now())
}

// Commit makes durable what the node knows, and only then lets anybody hear what it has to say. All of Paxos hangs on this order.
func (a *Adapter) commit() {
	if a.node != nil {
		must(a.store.save(a.node.Memory)) // P-DUR-01, P-DUR-02, P-DUR-06
	}
	for _, line := range a.outbox {
		text, err := json.Marshal(line)
		must(err)
		a.output.Write(append(text, '\n'))
	}
	must(a.output.Flush()) // a line that stays in a buffer was never said
	a.outbox = nil
}

func must(err error) {
	if err != nil {
		log.Fatal(err)
	}
}

func (a *Adapter) take(text []byte) {
	var line Line
	err := json.Unmarshal(text, &line)
	request := Request{line.Src, line.Body.MsgID}
	if line.Src == "" {
		request.src = "harness"
	}
	if err != nil || line.Src == "" || line.Body.Type == "" {
		err = &Refused{12, fmt.Sprintf("a JSON object with src, dest and body is expected: %v", err)}
	} else {
		err = a.handle(request, line.Src, line.Body)
	}
	var refused *Refused
	if errors.As(err, &refused) {
		a.answer(request, Message{Type: "error", Code: &refused.code, Text: refused.text})
	}
	if a.node != nil {
		a.node.hearSelf()
	}
}

func (a *Adapter) handle(request Request, src string, m Message) error {
	switch {
	case m.Type == "echo":
		a.answer(request, Message{Type: "echo_ok", Echo: m.Echo})
		return nil
	case m.Type == "init":
		return a.init(request, m)
	case a.node == nil:
		return &Refused{11, "init has to come first"}
	case m.Slot != nil:
		return &Refused{10, "/body/slot: this node decides one value, without slots"}
	}
	switch m.Type {
	case "propose":
		if err := checkValue(m.Value); err != nil {
			return err
		}
		a.node.propose(request, m.Value)
	case "learned":
		answer := Message{Type: "learned_ok"}
		if a.node.Decided != nil {
			answer.Value = *a.node.Decided
		}
		a.answer(request, answer)
	case "tick":
		return a.tick(request, m.Ms)
	case "reset":
		a.commit() // what was said before still rests on what was known then
		must(a.store.wipe())
		a.node, a.logical = nil, nil
		a.answer(request, Message{Type: "reset_ok"})
	case "prepare", "promise", "nack", "accept", "accepted", "decide":
		if src == a.me || !contains(a.node.nodes, src) { // P-PRO-07, P-NET-06: strangers have no say
			return nil
		}
		if err := checkPeer(m); err != nil {
			return err
		}
		a.node.on(src, m)
	case "error":
	default:
		return &Refused{10, "/body/type: " + m.Type + " is not known here"}
	}
	return nil
}

func checkValue(value Value) error {
	if (value.Text == nil) == (value.Base64 == nil) {
		return &Refused{12, "/body/value: one of value and value_base64 is expected, as a string"}
	}
	return nil
}

func checkBallot(field string, ballot *Ballot) error {
	if ballot == nil || ballot.N < 0 || ballot.N > maxN {
		return &Refused{12, "/body/" + field + `: a ballot like {"n": 5, "id": "n1"} is expected`}
	}
	return nil
}

func checkPeer(m Message) error {
	errs := []error{}
	if m.Type != "decide" {
		errs = append(errs, checkBallot("ballot", m.Ballot))
	}
	if m.Type == "accept" || m.Type == "decide" {
		errs = append(errs, checkValue(m.Value))
	}
	if m.Promised != nil {
		errs = append(errs, checkBallot("promised", m.Promised))
	}
	if m.Type == "promise" && m.Accepted != nil {
		errs = append(errs, checkBallot("accepted/ballot", &m.Accepted.Ballot), checkValue(m.Accepted.Value))
	}
	for _, err := range errs {
		if err != nil {
			return err
		}
	}
	return nil
}

func (a *Adapter) init(request Request, m Message) error {
	if !contains(m.NodeIDs, m.NodeID) || m.DataDir == "" {
		return &Refused{12, "/body: node_id, node_ids with this node in it, and data_dir are expected"}
	}
	if m.Quorums != nil || m.Network != nil && m.Network.Mode != "routed" {
		return &Refused{10, "/body: this node knows majorities only, and no network of its own"}
	}
	a.me = m.NodeID
	a.store = &Store{directory: m.DataDir}
	// P-DUR-07: all that was vouched for is known again before the first message is read.
	memory, err := a.store.load()
	must(err)
	retry, acceptors := int64(100), m.NodeIDs
	if m.Timing != nil && m.Timing.RetryMs != nil {
		retry = *m.Timing.RetryMs
	}
	if m.Acceptors != nil {
		acceptors = m.Acceptors
	}
	a.node = &Node{
		Memory: memory, me: m.NodeID, nodes: m.NodeIDs, acceptors: acceptors, retry: time.Duration(retry) * time.Millisecond,
		now: a.now, sendToPeer: a.send, answer: a.answer, highest: noBallot,
	}
	a.answer(request, Message{
		Type:           "init_ok",
		Protocol:       1,
		Implementation: map[string]string{"name": "paxos.go", "version": "1.0", "language": "Go"},
		Capabilities:   []string{"messages", "durable", "power-safe", "ordered", "reset", "ticks", "learned"},
		Variants:       map[string]string{"refusal": "nack"},
	})
	return nil
}

// From the first tick on, time is what the harness says: so that its scenarios need not wait.
func (a *Adapter) tick(request Request, ms *int64) error {
	if ms == nil || *ms < 0 || *ms > 3_600_000 {
		return &Refused{12, "/body/ms: milliseconds from 0 to 3600000 are expected"}
	}
	now := a.now()
	end := now + time.Duration(*ms)*time.Millisecond
	a.logical = &now
	for a.node.alarm != nil && *a.node.alarm <= end {
		if *a.node.alarm > now {
			now = *a.node.alarm
		}
		a.node.onAlarm()
	}
	now = end
	a.answer(request, Message{Type: "tick_ok"})
	return nil
}

func (a *Adapter) send(dest string, m Message) {
	a.outbox = append(a.outbox, Line{a.me, dest, m})
}

func (a *Adapter) answer(to Request, m Message) {
	m.InReplyTo = to.id
	a.send(to.src, m)
}

func main() {
	rand.Seed(time.Now().UnixNano() ^ int64(os.Getpid())) // P-LIV-04: no two nodes in step
	lines := make(chan []byte, 1024)
	go func() {
		defer close(lines)
		input := bufio.NewReaderSize(os.Stdin, 1<<16)
		for {
			line, err := input.ReadBytes('\n')
			if err == io.EOF {
				return
			}
			must(err)
			lines <- line
		}
	}()
	(&Adapter{me: "?", started: time.Now(), output: bufio.NewWriter(os.Stdout)}).run(lines)
}
