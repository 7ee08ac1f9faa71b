// Each line's pattern against the line's texts with Go's regexp; see ../program-engine.ts for the form.
package main

import (
	"bufio"
	"encoding/hex"
	"fmt"
	"os"
	"regexp"
	"strings"
)

func main() {
	input := bufio.NewScanner(os.Stdin)
	input.Buffer(make([]byte, 1<<20), 1<<24)
	for input.Scan() {
		fields := strings.Fields(input.Text())
		fmt.Println(row(decoded(fields[0]), fields[1:]))
	}
	if err := input.Err(); err != nil {
		panic(err)
	}
}

func decoded(field string) string {
	text, err := hex.DecodeString(field[1:])
	if err != nil {
		panic(err)
	}
	return string(text)
}

func row(source string, fields []string) string {
	pattern, err := regexp.Compile(source)
	if err != nil {
		return "E"
	}
	var answers strings.Builder
	for _, field := range fields {
		if pattern.MatchString(decoded(field)) {
			answers.WriteByte('1')
		} else {
			answers.WriteByte('0')
		}
	}
	return answers.String()
}
