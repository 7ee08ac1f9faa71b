# Each pattern against each text with Ruby's Regexp; see ../engines.ts for the form of both ends.
$VERBOSE = nil
lines = STDIN.each_line.map(&:split).reject(&:empty?)
decoded = ->(rest) { [rest.join].pack("H*").force_encoding("UTF-8") }
texts = lines.select { |kind, *| kind == "T" }.map { |_, *rest| decoded.call(rest) }
lines.select { |kind, *| kind == "P" }.each do |_, *rest|
  begin
    pattern = Regexp.new(decoded.call(rest))
  rescue RegexpError
    puts "E"
    next
  end
  puts texts.map { |text| pattern.match?(text) ? "1" : "0" }.join
end
