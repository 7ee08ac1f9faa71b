// Each pattern against each text with Go's regexp; see ../engines.ts for the form of both ends.
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
	var patterns, texts []string
	input := bufio.NewScanner(os.Stdin)
	input.Buffer(make([]byte, 1<<20), 1<<20)
	for input.Scan() {
		line := input.Text()
		if line == "" {
			continue
		}
		text, err := hex.DecodeString(strings.TrimSpace(line[1:]))
		if err != nil {
			panic(err)
		}
		if line[0] == 'P' {
			patterns = append(patterns, string(text))
		} else {
			texts = append(texts, string(text))
		}
	}
	for _, source := range patterns {
		pattern, err := regexp.Compile(source)
		if err != nil {
			fmt.Println("E")
			continue
		}
		var row strings.Builder
		for _, text := range texts {
			if pattern.MatchString(text) {
				row.WriteByte('1')
			} else {
				row.WriteByte('0')
			}
		}
		fmt.Println(row.String())
	}
}
