# Each pattern against each text with Perl's m//; see ../engines.ts for the form of both ends.
use strict;
use warnings;
no warnings qw(regexp);
use Encode qw(decode);

my (@patterns, @texts);
while (my $line = <STDIN>) {
    next unless $line =~ /^([PT])(?: ([0-9a-f]*))?\s*$/;
    my $text = decode("UTF-8", pack("H*", defined $2 ? $2 : ""));
    if ($1 eq "P") { push @patterns, $text; } else { push @texts, $text; }
}
for my $source (@patterns) {
    my $pattern = eval { qr/$source/ };
    if (!defined $pattern) { print "E\n"; next; }
    print join("", map { $_ =~ $pattern ? "1" : "0" } @texts), "\n";
}
