namespace Obs.TestSupport;

/// <summary>How long a test waits for what must come.</summary>
public static class Patience
{
    /// <summary>Long enough for a machine that gives a test a twentieth of a processor; nobody waits for it but a test that
    /// fails.</summary>
    public static readonly TimeSpan Limit = TimeSpan.FromMinutes(2);
}
