package intake

import (
	"math"
	"math/big"
	"strconv"
	"time"

	"github.com/parquet-go/parquet-go"
	"github.com/parquet-go/parquet-go/format"
)

// Typed values are written as text first, in the forms that the contract's
// types read, so that every format passes one guard and one typing.

// appendBool writes a truth value as the code list ja_nej has it.
func appendBool(dst []byte, v bool) []byte {
	if v {
		return append(dst, "ja"...)
	}
	return append(dst, "nej"...)
}

// appendFloat writes a number without exponent and without the noise behind its
// fifteenth digit; nothing for NaN, which data frames use for missing.
func appendFloat(dst []byte, v float64, bits int) []byte {
	switch {
	case math.IsNaN(v):
		return dst
	case math.IsInf(v, 0) || math.Abs(v) > 1e17:
		return strconv.AppendFloat(dst, v, 'g', -1, bits)
	case bits == 64:
		const exactDigits = 15
		if short, err := strconv.ParseFloat(strconv.FormatFloat(v, 'e', exactDigits-1, 64), 64); err == nil {
			v = short
		}
	}
	return strconv.AppendFloat(dst, v, 'f', -1, bits)
}

// appendDate writes days since 1970-01-01 as a date.
func appendDate(dst []byte, day int64) []byte {
	return dateOf(day).AppendFormat(dst, time.DateOnly)
}

// appendTime writes seconds since 1970-01-01: as a date at midnight, else with
// the clock.
func appendTime(dst []byte, seconds int64) []byte {
	t := time.Unix(seconds, 0).UTC()
	if seconds%secondsPerDay == 0 {
		return t.AppendFormat(dst, time.DateOnly)
	}
	return t.AppendFormat(dst, time.DateTime)
}

// appendScaled writes an integer that stands for integer / 10^scale.
func appendScaled(dst []byte, unscaled *big.Int, scale int) []byte {
	digits := new(big.Int).Abs(unscaled).String()
	for len(digits) <= scale {
		digits = "0" + digits
	}
	if unscaled.Sign() < 0 {
		dst = append(dst, '-')
	}
	dst = append(dst, digits[:len(digits)-scale]...)
	if scale > 0 {
		dst = append(dst, '.')
		dst = append(dst, digits[len(digits)-scale:]...)
	}
	return dst
}

// signedBig reads a big-endian two's complement number.
func signedBig(raw []byte) *big.Int {
	v := new(big.Int).SetBytes(raw)
	if len(raw) > 0 && raw[0]&0x80 != 0 {
		v.Sub(v, new(big.Int).Lsh(big.NewInt(1), uint(8*len(raw))))
	}
	return v
}

// textWriter writes one Parquet value as text.
type textWriter func(dst []byte, v parquet.Value) []byte

// logicalText is the writer of a column with a logical type that changes what
// its numbers mean; nil where the physical type tells all.
func logicalText(t parquet.Type) textWriter {
	l := t.LogicalType() // legacy converted types included
	if l == nil {
		return nil
	}
	switch l := l.Value.(type) {
	case *format.DateType:
		return dateText
	case *format.TimestampType:
		return timestampText(l.Unit)
	case *format.DecimalType:
		return decimalText(t, int(l.Scale))
	case *format.IntType:
		if !l.IsSigned {
			return unsignedText(t)
		}
	}
	return nil
}

func dateText(dst []byte, v parquet.Value) []byte { return appendDate(dst, int64(v.Int32())) }

func timestampText(unit format.TimeUnit) textWriter {
	switch unit.Value.(type) {
	case *format.MilliSeconds:
		return perSecond(1e3)
	case *format.MicroSeconds:
		return perSecond(1e6)
	}
	return perSecond(1e9)
}

// perSecond writes points in time counted in so many units a second.
func perSecond(units int64) textWriter {
	return func(dst []byte, v parquet.Value) []byte {
		return appendTime(dst, floorDiv(v.Int64(), units))
	}
}

// floorDiv divides and rounds down, also below zero.
func floorDiv(n, by int64) int64 {
	q := n / by
	if n%by < 0 {
		q--
	}
	return q
}

func decimalText(t parquet.Type, scale int) textWriter {
	if scale < 0 || scale > 38 {
		scale = 0
	}
	return func(dst []byte, v parquet.Value) []byte {
		var unscaled *big.Int
		switch t.Kind() {
		case parquet.Int32:
			unscaled = big.NewInt(int64(v.Int32()))
		case parquet.Int64:
			unscaled = big.NewInt(v.Int64())
		default:
			unscaled = signedBig(v.ByteArray())
		}
		return appendScaled(dst, unscaled, scale)
	}
}

func unsignedText(t parquet.Type) textWriter {
	if t.Kind() == parquet.Int32 {
		return func(dst []byte, v parquet.Value) []byte { return strconv.AppendUint(dst, uint64(v.Uint32()), 10) }
	}
	return func(dst []byte, v parquet.Value) []byte { return strconv.AppendUint(dst, v.Uint64(), 10) }
}
