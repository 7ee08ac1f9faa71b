# Each line's pattern against the line's texts with the C library's regcomp, by way of bash's =~. Fields come as \xHH
# for each byte behind a letter; see ../program-engine.ts for the form.
while read -r -a fields; do
  printf -v source '%b' "${fields[0]:1}"
  row=
  for field in "${fields[@]:1}"; do
    printf -v text '%b' "${field:1}"
    [[ $text =~ $source ]]
    case $? in
      0) row+=1 ;;
      1) row+=0 ;;
      *) row=E && break ;;
    esac
  done
  printf '%s\n' "$row"
done
