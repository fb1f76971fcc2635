package code

import (
	"sync"
	"time"
	_ "time/tzdata" // Europe/Stockholm on machines without a zone database
)

// Stockholm is the time zone of civil dates: slots, stop dates, releases.
var Stockholm = sync.OnceValue(func() *time.Location {
	zone, err := time.LoadLocation("Europe/Stockholm")
	if err != nil {
		panic("embedded zone database: " + err.Error())
	}
	return zone
})
