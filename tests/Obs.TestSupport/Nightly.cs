namespace Obs.TestSupport;

/// <summary>Whether tests take their time: <c>OBS_NIGHTLY=1</c> multiplies what is tried at random.</summary>
public static class Nightly
{
    /// <summary>Whether this is the night, in which tests have the machine for themselves and may look at a clock on the wall.</summary>
    public static bool IsNow => Environment.GetEnvironmentVariable("OBS_NIGHTLY") == "1";

    /// <summary>How often to try: a number for every run, and one for the night.</summary>
    public static int Rounds(int always, int nightly) => IsNow ? nightly : always;
}
