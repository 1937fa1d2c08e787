namespace Obs.Local.Explain;

/// <summary>Log entries that the slow traces have more often than the typical ones.</summary>
internal sealed record LogDifference(LogPattern Pattern, Presence Presence)
{
    public bool IsOnlySlow => Presence.Typical == 0;
}
