namespace Obs.Local.Alarms;

/// <summary>The rule of a composite alarm: <c>ALARM("a") AND NOT (OK(b) OR FALSE)</c>.</summary>
internal sealed class CompositeRule
{
    private readonly Func<Func<string, AlarmState?>, bool> _holds;

    private CompositeRule(IReadOnlyList<string> alarms, Func<Func<string, AlarmState?>, bool> holds) => (Alarms, _holds) = (alarms, holds);

    /// <summary>The names of the alarms it looks at.</summary>
    public IReadOnlyList<string> Alarms { get; }

    /// <exception cref="FormatException">It is not a rule; the message says what is wrong and where.</exception>
    public static CompositeRule Parse(string text)
    {
        var parser = new CompositeRuleParser(text);
        Func<Func<string, AlarmState?>, bool> holds = parser.Parse();
        return new CompositeRule([.. parser.Alarms.Distinct(StringComparer.Ordinal)], holds);
    }

    /// <param name="stateOf">The state of an alarm by name; null when there is none, of which nothing holds.</param>
    public bool Holds(Func<string, AlarmState?> stateOf) => _holds(stateOf);
}
