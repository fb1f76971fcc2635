package serve

import (
	"math"
	"net"
	"net/http"
	"net/netip"
	"strconv"
	"strings"
	"sync"
	"time"
)

// limiter is one bucket of tokens for each address: a request takes one, time
// gives them back.
type limiter struct {
	rate, burst float64
	mu          sync.Mutex
	buckets     map[netip.Prefix]bucket
	swept       time.Time
}

type bucket struct {
	tokens float64
	at     time.Time
}

// maxBuckets is how many addresses are remembered. When more come within a
// minute all are forgotten: memory stays bounded, and the limit on concurrent
// requests still holds.
const maxBuckets = 1 << 16

const sweepEvery = time.Minute

// take takes a token, or tells how long to wait for one.
func (l *limiter) take(from netip.Prefix, now time.Time) (wait time.Duration, ok bool) {
	l.mu.Lock()
	defer l.mu.Unlock()
	l.sweep(now)
	b, known := l.buckets[from]
	if !known {
		b = bucket{l.burst, now}
	}
	b.tokens = min(l.burst, b.tokens+l.rate*now.Sub(b.at).Seconds())
	b.at = now
	if b.tokens >= 1 {
		b.tokens--
		ok = true
	} else {
		wait = time.Duration((1 - b.tokens) / l.rate * float64(time.Second))
	}
	l.buckets[from] = b
	return wait, ok
}

// giveBack returns a token: an answer 304 costs nothing.
func (l *limiter) giveBack(from netip.Prefix) {
	l.mu.Lock()
	defer l.mu.Unlock()
	if b, known := l.buckets[from]; known {
		b.tokens = min(l.burst, b.tokens+1)
		l.buckets[from] = b
	}
}

// sweep forgets addresses whose bucket is full again.
func (l *limiter) sweep(now time.Time) {
	if l.buckets == nil || len(l.buckets) >= maxBuckets {
		l.buckets = map[netip.Prefix]bucket{}
	}
	if now.Sub(l.swept) < sweepEvery {
		return
	}
	l.swept = now
	for from, b := range l.buckets {
		if b.tokens+l.rate*now.Sub(b.at).Seconds() >= l.burst {
			delete(l.buckets, from)
		}
	}
}

// limited holds each address to the rate.
func (s *Server) limited(next http.Handler) http.Handler {
	if s.config.Rate == 0 {
		return next
	}
	l := &limiter{rate: s.config.Rate, burst: float64(s.config.Burst)}
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		from := s.from(r)
		wait, ok := l.take(from, s.config.Now())
		if !ok {
			w.Header().Set("Retry-After", strconv.Itoa(int(math.Ceil(wait.Seconds()))))
			s.refuse(w, r, http.StatusTooManyRequests,
				"För många anrop. Vänta så många sekunder som Retry-After anger, eller hämta hela filen i stället.",
				"Too many requests. Wait as many seconds as Retry-After says, or fetch the whole file instead.")
			return
		}
		seen := &recorder{ResponseWriter: w, status: http.StatusOK}
		next.ServeHTTP(seen, r)
		if seen.status == http.StatusNotModified {
			l.giveBack(from)
		}
	})
}

// from is who asks: an IPv4 address or an IPv6 network of 64 bits, which one
// customer has.
func (s *Server) from(r *http.Request) netip.Prefix {
	host, _, err := net.SplitHostPort(r.RemoteAddr)
	if err != nil {
		host = r.RemoteAddr
	}
	if s.config.BehindProxy {
		list := strings.Split(r.Header.Get("X-Forwarded-For"), ",")
		if last := strings.TrimSpace(list[len(list)-1]); last != "" {
			host = last
		}
	}
	address, err := netip.ParseAddr(host)
	if err != nil {
		return netip.Prefix{} // all that cannot be told apart share one bucket
	}
	address = address.Unmap().WithZone("")
	bits := 32
	if address.Is6() {
		bits = 64
	}
	prefix, err := address.Prefix(bits)
	if err != nil {
		return netip.Prefix{}
	}
	return prefix
}
