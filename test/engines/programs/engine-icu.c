/* Each line's pattern against the line's texts with ICU's uregex_find; see ../program-engine.ts for the form. */
#include <stdio.h>
#include <string.h>
#include <unicode/uregex.h>
#include <unicode/ustring.h>

static char line[1 << 22];
static char bytes[1 << 16];
static UChar source[1 << 16];
static UChar text[1 << 16];

static int32_t decoded(const char *field, UChar *into) {
    int32_t count = 0, length = 0;
    UErrorCode status = U_ZERO_ERROR;
    unsigned int byte;
    for (field += 1; sscanf(field, "%2x", &byte) == 1 && count < (int32_t)sizeof bytes; field += 2) bytes[count++] = (char)byte;
    u_strFromUTF8(into, 1 << 16, &length, bytes, count, &status);
    return length;
}

int main(void) {
    while (fgets(line, sizeof line, stdin) != NULL) {
        UErrorCode status = U_ZERO_ERROR;
        int32_t length = decoded(strtok(line, " \n"), source);
        URegularExpression *pattern = uregex_open(source, length, 0, NULL, &status);
        if (U_FAILURE(status)) {
            puts("E");
            continue;
        }
        for (char *field = strtok(NULL, " \n"); field != NULL; field = strtok(NULL, " \n")) {
            status = U_ZERO_ERROR;
            length = decoded(field, text);
            uregex_setText(pattern, text, length, &status);
            putchar(uregex_find(pattern, -1, &status) ? '1' : '0');
        }
        putchar('\n');
        uregex_close(pattern);
    }
    return 0;
}
