namespace Obs.TestSupport;

/// <summary>Whether tests take their time: <c>OBS_NIGHTLY=1</c> multiplies what is tried at random.</summary>
public static class Nightly
{
    /// <summary>How often to try: a number for every run, and one for the night.</summary>
    public static int Rounds(int always, int nightly) => Environment.GetEnvironmentVariable("OBS_NIGHTLY") == "1" ? nightly : always;
}
