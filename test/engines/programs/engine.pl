# Each line's pattern against the line's texts with Perl's m//; see ../program-engine.ts for the form.
use strict;
use warnings;
no warnings qw(regexp);
use Encode qw(decode);

while (my $line = <STDIN>) {
    my ($source, @texts) = map { decode("UTF-8", pack("H*", substr($_, 1))) } split " ", $line;
    my $pattern = eval { qr/$source/ };
    print defined $pattern ? join("", map { $_ =~ $pattern ? "1" : "0" } @texts) : "E", "\n";
}
