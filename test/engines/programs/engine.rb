# Each line's pattern against the line's texts with Ruby's Regexp; see ../program-engine.ts for the form.
$VERBOSE = nil
STDIN.each_line do |line|
  source, *texts = line.split.map { |field| [field[1..]].pack("H*").force_encoding("UTF-8") }
  begin
    pattern = Regexp.new(source)
  rescue RegexpError
    puts "E"
    next
  end
  puts texts.map { |text| pattern.match?(text) ? "1" : "0" }.join
end
