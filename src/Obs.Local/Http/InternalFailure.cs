namespace Obs.Local.Http;

/// <summary>What a caller is told when we fail; the event source says the rest.</summary>
internal static class InternalFailure
{
    // Messages about files name them, and where they are on this machine is nobody's business.
    public static string Describe(Exception exception) => "The local backend failed: "
        + (exception is IOException or UnauthorizedAccessException ? "a file of its own cannot be read or written." : exception.Message);
}
