package bench

import (
	"bufio"
	"context"
	"encoding/json"
	"fmt"
	"io"
	"net"
	"net/http"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"syscall"
)

// Serving compares jamfor serve with a bare http.FileServer that has the same
// bytes as files, under the same load from the same machine.
type Serving struct {
	Rows int64 `json:"observations"`
	// Cached is one JSON answer over and over; Filtered another query every time,
	// none of which was asked before.
	Cached   ServeLoad `json:"cached_json"`
	Filtered ServeLoad `json:"filtered_query"`
	// MemoryMB is the server's peak over all of it, IdleMB before the first request.
	MemoryMB       float64 `json:"peak_mb"`
	IdleMB         float64 `json:"idle_mb"`
	YardstickWords string  `json:"yardstick_words"`
}

// ServeLoad is one kind of request. Ratio is ours over the file server's
// requests a second: 0.5 is half as many.
type ServeLoad struct {
	Ours      Load    `json:"ours"`
	Yardstick Load    `json:"yardstick"`
	Ratio     float64 `json:"ratio"`
}

func (s Serving) String() string {
	return fmt.Sprintf("serve    cached JSON %.0f/s (files %.0f/s, ratio %.2f), filtered query %.0f/s (files %.0f/s, ratio %.2f), p99 <= 50 ms; %.0f MB at most, %.0f MB idle",
		s.Cached.Ours.PerSecond, s.Cached.Yardstick.PerSecond, s.Cached.Ratio,
		s.Filtered.Ours.PerSecond, s.Filtered.Yardstick.PerSecond, s.Filtered.Ratio, s.MemoryMB, s.IdleMB)
}

// releasing takes a demo workspace on to a published release.
func releasing(ctx context.Context, o options, ws string) error {
	cmd := exec.CommandContext(ctx, o.jamfor, "run", "-w", ws)
	if out, err := cmd.CombinedOutput(); err != nil && cmd.ProcessState.ExitCode() != 3 {
		return fmt.Errorf("run: %w\n%s", err, out)
	}
	return nil
}

// serving measures the server over the workspace's releases.
func serving(ctx context.Context, o options, ws, scratch string) (Serving, error) {
	s := Serving{YardstickWords: "http.FileServer over files with the same bytes, same load, uncompressed"}
	server, err := startServer(exec.CommandContext(ctx, o.jamfor, "serve", "-w", ws, "--addr", "127.0.0.1:0", "--rate", "0", "--json"))
	if err != nil {
		return s, err
	}
	defer server.stop()
	s.IdleMB = float64(treeMemory(server.cmd.Process.Pid)) / 1e6
	stop, peak := make(chan struct{}), make(chan int64)
	go func() { peak <- watch(server.cmd.Process.Pid, stop) }()
	s.Cached, s.Filtered, err = server.loads(ctx, scratch)
	close(stop)
	s.MemoryMB = float64(<-peak) / 1e6
	if err == nil {
		s.Rows, err = server.rows(ctx)
	}
	return s, err
}

// loads measures both kinds of request, each followed by its yardstick.
func (s *servedBy) loads(ctx context.Context, scratch string) (cached, filtered ServeLoad, err error) {
	queries, err := s.queries(ctx)
	if err != nil {
		return cached, filtered, err
	}
	one := func(int) string { return s.url + "/v3/municipality" }
	if cached, err = s.compared(ctx, filepath.Join(scratch, "cached"), one); err != nil {
		return cached, filtered, err
	}
	each := func(i int) string { return s.url + queries(i) }
	filtered, err = s.compared(ctx, filepath.Join(scratch, "filtered"), each)
	return cached, filtered, err
}

// typical is an answer of about the size, of the first hundred.
func typical(ctx context.Context, target func(int) string, size int) (best []byte, err error) {
	for i := range 100 {
		body, err := fetch(ctx, target(i))
		if err != nil {
			return nil, err
		}
		if best == nil || max(len(body)-size, size-len(body)) < max(len(best)-size, size-len(best)) {
			best = body
		}
	}
	return best, nil
}

// compared measures requests to us and to a file with the bytes of one of our
// answers.
func (s *servedBy) compared(ctx context.Context, dir string, target func(int) string) (l ServeLoad, err error) {
	if l.Ours, err = highest(ctx, target); err != nil {
		return l, err
	}
	body, err := typical(ctx, target, l.Ours.BodyBytes)
	if err != nil {
		return l, err
	}
	if err := os.MkdirAll(dir, 0o755); err != nil {
		return l, err
	}
	if err := os.WriteFile(filepath.Join(dir, "answer.json"), body, 0o644); err != nil {
		return l, err
	}
	self, err := os.Executable()
	if err != nil {
		return l, err
	}
	files, err := startServer(exec.CommandContext(ctx, self, childWord, "files", dir))
	if err != nil {
		return l, err
	}
	defer files.stop()
	if l.Yardstick, err = highest(ctx, func(int) string { return files.url + "/answer.json" }); err != nil {
		return l, err
	}
	l.Ratio = l.Ours.PerSecond / l.Yardstick.PerSecond
	return l, nil
}

// queries makes the number-th filtered query: an indicator, a municipality and a
// year that have not been asked for together before.
func (s *servedBy) queries(ctx context.Context) (func(int) string, error) {
	var indicators struct {
		Indicators []struct {
			ID        string
			AreaTypes []string `json:"area_types"`
		}
	}
	var areas struct{ Areas []struct{ Code string } }
	for target, into := range map[string]any{"/api/v1/indicators?limit=10000": &indicators, "/api/v1/areas?type=municipality&limit=10000": &areas} {
		raw, err := fetch(ctx, s.url+target)
		if err == nil {
			err = json.Unmarshal(raw, into)
		}
		if err != nil {
			return nil, err
		}
	}
	ids, towns := indicators.Indicators[:0], areas.Areas
	for _, i := range indicators.Indicators {
		if slices.Contains(i.AreaTypes, "municipality") { // others are refused with the types they have
			ids = append(ids, i)
		}
	}
	if len(ids) == 0 || len(towns) == 0 {
		return nil, fmt.Errorf("serve: nothing is released for municipalities in %s", s.url)
	}
	return func(i int) string {
		id, town, page := ids[i%len(ids)].ID, towns[i/len(ids)%len(towns)].Code, i/len(ids)/len(towns)
		return fmt.Sprintf("/api/v1/observations?indicator=%s&area=%s&limit=%d", id, town, defaultRows-page)
	}, nil
}

// defaultRows is more than any of the queries has.
const defaultRows = 1000

func (s *servedBy) rows(ctx context.Context) (int64, error) {
	var list struct{ Total int64 }
	raw, err := fetch(ctx, s.url+"/api/v1/observations?limit=1")
	if err == nil {
		err = json.Unmarshal(raw, &list)
	}
	return list.Total, err
}

func fetch(ctx context.Context, target string) ([]byte, error) {
	request, err := http.NewRequestWithContext(ctx, http.MethodGet, target, nil)
	if err != nil {
		return nil, err
	}
	answer, err := http.DefaultClient.Do(request)
	if err != nil {
		return nil, err
	}
	defer answer.Body.Close()
	return io.ReadAll(answer.Body)
}

// servedBy is a server in a process of its own.
type servedBy struct {
	cmd *exec.Cmd
	url string
}

// startServer starts a command that says its address as JSON and then serves.
func startServer(cmd *exec.Cmd) (*servedBy, error) {
	out, err := cmd.StdoutPipe()
	if err != nil {
		return nil, err
	}
	if err := cmd.Start(); err != nil {
		return nil, err
	}
	s := &servedBy{cmd: cmd}
	var said struct{ Address string }
	if err := json.NewDecoder(bufio.NewReader(out)).Decode(&said); err != nil {
		s.stop()
		return nil, fmt.Errorf("%v: no address: %w", cmd.Args, err)
	}
	s.url = said.Address
	return s, nil
}

func (s *servedBy) stop() {
	s.cmd.Process.Signal(syscall.SIGTERM) //nolint:errcheck // it may have ended
	s.cmd.Wait()                          //nolint:errcheck // stopped by us
}

// serveFiles is the yardstick: the library's file server and nothing else.
func serveFiles(ctx context.Context, dir string, stdout io.Writer) error {
	var listen net.ListenConfig
	listener, err := listen.Listen(ctx, "tcp", "127.0.0.1:0")
	if err != nil {
		return err
	}
	if err := json.NewEncoder(stdout).Encode(map[string]string{"address": "http://" + listener.Addr().String()}); err != nil {
		return err
	}
	return http.Serve(listener, http.FileServer(http.Dir(dir)))
}
