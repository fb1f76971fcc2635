# XLSX by LibreOffice, headless: every workbook opens without a word and keeps its
# cells; where QUICK is set, the smallest one.
office=$(command -v soffice || command -v libreoffice) || { echo "LibreOffice is not here"; exit 77; }
"$PYTHON" -c 'import openpyxl' 2>/dev/null || { echo "python3 with openpyxl is not here"; exit 77; }
out=$(mktemp -d)
trap 'rm -rf "$out"' EXIT
books=$(ls -Sr "$RELEASE"/tables/*.xlsx)
[ -n "$QUICK" ] && books=$(echo "$books" | head -1)
for book in $books; do
	"$office" "-env:UserInstallation=file://$out/profile" --headless --convert-to xlsx:"Calc MS Excel 2007 XML" --outdir "$out/converted" "$book" >"$out/log" 2>&1 || { cat "$out/log"; exit 1; }
	if grep -iE 'warn|error|corrupt|repair' "$out/log" | grep -viE 'javaldx|dbus|dconf'; then
		echo "LibreOffice complains about $book"
		exit 1
	fi
	"$PYTHON" "$(dirname "$0")/xlsx.py" "$book" "$out/converted/$(basename "$book")" >>"$out/said" || { tail -20 "$out/said"; exit 1; }
done
cat "$out/said"
echo "workbooks the same after LibreOffice: $(echo "$books" | wc -l)"
