namespace Obs.Secrets;

/// <summary>Finds payment card numbers: the lengths and leading digits that issuers use, and the check digit.</summary>
internal static class CardNumbers
{
    public const int FewestDigits = 13;

    /// <summary>The smallest number that has so many digits.</summary>
    public const long Smallest = 1_000_000_000_000;

    private const int MostDigits = 19;

    public static void Find(ReadOnlySpan<char> text, ref SecretRanges ranges)
    {
        int at = 0;
        while (text.Length - at >= FewestDigits)
        {
            // From the right: what belongs to no number within the window rules out every number before it.
            int other = FewestDigits - 1;
            while (other >= 0 && IsPart(text[at + other]))
            {
                other--;
            }

            at = other >= 0 ? at + other + 1 : CheckNumber(text, at, ref ranges);
        }
    }

    private static bool IsPart(char c) => char.IsAsciiDigit(c) || c is ' ' or '-';

    // Groups of digits with a single blank or hyphen between them. Any of these groups may belong to something else: each stretch that
    // begins and ends with a group is tried. Returns where the next number may begin.
    private static int CheckNumber(ReadOnlySpan<char> text, int at, ref SecretRanges ranges)
    {
        int start = at;
        while (start < text.Length && !char.IsAsciiDigit(text[start]))
        {
            start++;
        }

        int end = start;
        for (int i = start; i < text.Length && (char.IsAsciiDigit(text[i]) || (i == end && IsPart(text[i]))); i++)
        {
            end = char.IsAsciiDigit(text[i]) ? i + 1 : end;
        }

        bool isWord = (start > 0 && (char.IsLetterOrDigit(text[start - 1]) || text[start - 1] is '.'))
            || (end < text.Length && char.IsLetter(text[end]));
        for (int group = start; group < end && !isWord; group = NextGroup(text, group, end))
        {
            int length = LongestCard(text[group..end]);
            ranges.Add(group, group + length);
            group += Math.Max(0, length - 1);
        }

        return Math.Max(end, at + 1);
    }

    private static int NextGroup(ReadOnlySpan<char> text, int at, int end) =>
        text[at..end].IndexOfAny(' ', '-') is int gap and >= 0 ? at + gap + 1 : end;

    // The length of the longest card number that the text begins with, up to the end of a group; 0 if there is none.
    private static int LongestCard(ReadOnlySpan<char> text)
    {
        Span<byte> digits = stackalloc byte[MostDigits];
        int count = 0;
        int longest = 0;
        for (int i = 0; i < text.Length && (count < MostDigits || !char.IsAsciiDigit(text[i])); i++)
        {
            if (!char.IsAsciiDigit(text[i]))
            {
                continue;
            }

            digits[count++] = (byte)(text[i] - '0');
            bool endsGroup = i + 1 == text.Length || !char.IsAsciiDigit(text[i + 1]);
            if (endsGroup && count >= FewestDigits && IsCard(digits[..count]))
            {
                longest = i + 1;
            }
        }

        return longest;
    }

    /// <summary>Whether a number is one of a card.</summary>
    public static bool IsCard(decimal number)
    {
        if (number < Smallest || number > long.MaxValue || decimal.Truncate(number) != number)
        {
            return false;
        }

        Span<byte> digits = stackalloc byte[MostDigits];
        int count = 0;
        for (long rest = (long)number; rest > 0; rest /= 10)
        {
            digits[MostDigits - ++count] = (byte)(rest % 10);
        }

        return IsCard(digits[(MostDigits - count)..]);
    }

    private static bool IsCard(ReadOnlySpan<byte> digits) => IsIssued(digits) && HasCheckDigit(digits);

    private static bool IsIssued(ReadOnlySpan<byte> digits)
    {
        int prefix = (digits[0] * 1_000) + (digits[1] * 100) + (digits[2] * 10) + digits[3];
        return digits.Length switch
        {
            13 => prefix is >= 4000 and <= 4999,
            14 => prefix is (>= 3000 and <= 3059) or (>= 3600 and <= 3699) or (>= 3800 and <= 3899),
            15 => prefix is (>= 3400 and <= 3499) or (>= 3700 and <= 3799),
            16 => prefix is (>= 2221 and <= 2720) or (>= 3528 and <= 3589) or (>= 4000 and <= 4999) or (>= 5000 and <= 5999)
                or (>= 6000 and <= 6999),
            17 or 18 => prefix is >= 6200 and <= 6299,
            19 => prefix is (>= 4000 and <= 4999) or (>= 6200 and <= 6299),
            _ => false,
        };
    }

    // Luhn: every second digit from the right counts twice.
    private static bool HasCheckDigit(ReadOnlySpan<byte> digits)
    {
        int sum = 0;
        for (int i = 0; i < digits.Length; i++)
        {
            int digit = digits[^(i + 1)];
            int weighted = i % 2 == 0 ? digit : digit * 2;
            sum += weighted > 9 ? weighted - 9 : weighted;
        }

        return sum % 10 == 0;
    }
}
