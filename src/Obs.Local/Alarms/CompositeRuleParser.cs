using System.Globalization;

namespace Obs.Local.Alarms;

/// <summary>Reads the rule of a composite alarm; AND binds more tightly than OR.</summary>
/// <remarks>Beside the functions of one alarm there is one of several: <c>AT_LEAST(2, ALARM, (a, b, c))</c>,
/// <c>AT_LEAST(50%, NOT OK, (a, b))</c>.</remarks>
internal sealed class CompositeRuleParser(string text)
{
    private const int MaxLength = 10_240;
    private const int MaxDepth = 64;
    private const string ArnPart = ":alarm:";

    private int _at;
    private int _depth;

    public List<string> Alarms { get; } = [];

    public Func<Func<string, AlarmState?>, bool> Parse()
    {
        if (text.Length > MaxLength)
        {
            throw new FormatException($"AlarmRule has at most {MaxLength} characters; found {text.Length}.");
        }

        Func<Func<string, AlarmState?>, bool> rule = Or();
        Blanks();
        return _at == text.Length ? rule : throw Error("an operator");
    }

    private Func<Func<string, AlarmState?>, bool> Or()
    {
        if (++_depth > MaxDepth)
        {
            throw new FormatException($"AlarmRule is nested deeper than {MaxDepth} levels.");
        }

        Func<Func<string, AlarmState?>, bool> left = And();
        while (TryWord("OR"))
        {
            Func<Func<string, AlarmState?>, bool> first = left;
            Func<Func<string, AlarmState?>, bool> second = And();
            left = states => first(states) || second(states);
        }

        _depth--;
        return left;
    }

    private Func<Func<string, AlarmState?>, bool> And()
    {
        Func<Func<string, AlarmState?>, bool> left = Unit();
        while (TryWord("AND"))
        {
            Func<Func<string, AlarmState?>, bool> first = left;
            Func<Func<string, AlarmState?>, bool> second = Unit();
            left = states => first(states) && second(states);
        }

        return left;
    }

    private Func<Func<string, AlarmState?>, bool> Unit()
    {
        if (TryWord("NOT"))
        {
            if (++_depth > MaxDepth)
            {
                throw new FormatException($"AlarmRule is nested deeper than {MaxDepth} levels.");
            }

            Func<Func<string, AlarmState?>, bool> operand = Unit();
            _depth--;
            return states => !operand(states);
        }

        if (TrySymbol('('))
        {
            Func<Func<string, AlarmState?>, bool> inner = Or();
            Require(')');
            return inner;
        }

        return TryWord("TRUE") ? static _ => true
            : TryWord("FALSE") ? static _ => false
            : TryWord("ALARM") ? State(AlarmState.Alarm)
            : TryWord("OK") ? State(AlarmState.Ok)
            : TryWord("INSUFFICIENT_DATA") ? State(AlarmState.InsufficientData)
            : TryWord("AT_LEAST") ? AtLeast()
            : throw Error("ALARM, OK, INSUFFICIENT_DATA, AT_LEAST, TRUE, FALSE, NOT or '('");
    }

    private Func<Func<string, AlarmState?>, bool> AtLeast()
    {
        Require('(');
        (int least, bool isPercent) = Threshold();
        Require(',');
        bool isNot = TryWord("NOT");
        AlarmState wanted = TryWord("ALARM") ? AlarmState.Alarm
            : TryWord("OK") ? AlarmState.Ok
            : TryWord("INSUFFICIENT_DATA") ? AlarmState.InsufficientData
            : throw Error("ALARM, OK or INSUFFICIENT_DATA");
        Require(',');
        Require('(');
        List<string> names = [Name()];
        while (TrySymbol(','))
        {
            names.Add(Name());
        }

        Require(')');
        Require(')');
        if (!isPercent && least > names.Count)
        {
            throw new FormatException($"AlarmRule is not valid: AT_LEAST asks for {least} of {names.Count} alarms.");
        }

        Alarms.AddRange(names);
        double needed = isPercent ? Math.Ceiling(names.Count * least / 100.0) : least;
        return states => names.Count(name => states(name) is { } state && state == wanted != isNot) >= needed;
    }

    private (int Least, bool IsPercent) Threshold()
    {
        Blanks();
        int start = _at;
        while (_at < text.Length && char.IsAsciiDigit(text[_at]))
        {
            _at++;
        }

        bool isNumber = int.TryParse(text.AsSpan(start, _at - start), NumberStyles.None, CultureInfo.InvariantCulture, out int least);
        bool isPercent = TrySymbol('%');
        return isNumber && least >= 1 && (!isPercent || least <= 100) ? (least, isPercent)
            : throw Error("a number of alarms, or 1% to 100%,");
    }

    private Func<Func<string, AlarmState?>, bool> State(AlarmState wanted)
    {
        Require('(');
        string name = Name();
        Require(')');
        Alarms.Add(name);
        return states => states(name) == wanted;
    }

    private string Name()
    {
        Blanks();
        char quote = _at < text.Length && text[_at] is '"' or '\'' ? text[_at++] : '\0';
        int end = quote == '\0' ? text.AsSpan(_at).IndexOfAny(',', ')') + _at : text.IndexOf(quote, _at);
        string name = end > _at ? text[_at..end].Trim() : throw Error("the name of an alarm");
        _at = quote == '\0' ? end : end + 1;
        int arn = name.IndexOf(ArnPart, StringComparison.Ordinal);
        return arn < 0 ? name : name[(arn + ArnPart.Length)..];
    }

    private bool TryWord(string word)
    {
        Blanks();
        bool found = string.Compare(text, _at, word, 0, word.Length, StringComparison.OrdinalIgnoreCase) == 0
            && (_at + word.Length == text.Length || !(
                char.IsAsciiLetterOrDigit(text[_at + word.Length]) || text[_at + word.Length] == '_'));
        _at += found ? word.Length : 0;
        return found;
    }

    private bool TrySymbol(char symbol)
    {
        Blanks();
        bool found = _at < text.Length && text[_at] == symbol;
        _at += found ? 1 : 0;
        return found;
    }

    private void Require(char symbol)
    {
        if (!TrySymbol(symbol))
        {
            throw Error($"'{symbol}'");
        }
    }

    private void Blanks()
    {
        while (_at < text.Length && char.IsWhiteSpace(text[_at]))
        {
            _at++;
        }
    }

    private FormatException Error(string expected) => new($"AlarmRule is not valid: expected {expected} at character {_at}.");
}
