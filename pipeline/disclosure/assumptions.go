package disclosure

import "jamfor/pipeline/code"

// Assumptions lists what the readers that packages are protected against are
// taken to know, for the data protection officer.
func Assumptions() []code.Text {
	return []code.Text{
		{SV: "Alla publicerade tal i paketet: täljare, nämnare, rest, summor, på alla nivåer, för totalt, kvinnor och män och alla åldersgrupper.", EN: "All published numbers of the package: numerators, denominators, complements, sums, at all grains, for total, women and men and all age groups."},
		{SV: "Att nollor visas, så att ett dolt tal är minst 1 där ingen regel döljer nollor, och att antal aldrig är negativa.", EN: "That zeros are shown, so that a hidden number is at least 1 where no rule hides zeros, and that counts are never negative."},
		{SV: "Att summor av kostnader, tider och poäng inte har negativa delar, och det minsta och största som en skala ger så många värden som summan har: vad som är kvar av en visad summa säger hur stor, och hur liten, en dold kan vara.", EN: "That sums of costs, times and scores have no negative parts, and the least and the greatest that a scale gives as many values as the sum has: what is left of a shown sum tells how large, and how small, a hidden one can be."},
		{SV: "En bidragsgivare (person, hushåll eller utförare) vet sin egen del av en dold summa och drar ifrån den; de största i en kommuns summor räknas som en.", EN: "A contributor (person, household or provider) knows his own part of a hidden sum and takes it off; the largest ones of a municipality's sums are taken as one."},
		{SV: "Indikatorernas definitioner, alltså vilka antal som ingår i varandra.", EN: "The indicators' definitions, that is which counts are parts of which."},
		{SV: "En läsare vet dessutom allt om personer av okänt kön, eller tror att de inte finns.", EN: "One reader knows in addition everything about persons of unknown sex, or believes that there are none."},
		{SV: "En läsare är själv den ende i en dold etta.", EN: "One reader is himself the only one in a hidden one."},
		{SV: "Vad som inte har ändrats sedan en tidigare utgåva.", EN: "What has not changed since an earlier release."},
		{SV: "Inte antaget: kunskap utanför tabellerna, flera uppgiftslämnare som slår ihop vad de vet, och samma person i två år.", EN: "Not assumed: knowledge from outside the tables, several contributors who pool what they know, and the same person in two years."},
	}
}
