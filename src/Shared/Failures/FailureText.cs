namespace Obs.Failures;

/// <summary>What an exception says of itself. That may be the application's own code, which may throw in its turn.</summary>
internal static class FailureText
{
    /// <summary>Never throws.</summary>
    public static string Of(Exception exception)
    {
        try
        {
            return exception.ToString();
        }
        catch (Exception failure)
        {
            return $"{exception.GetType()} (ToString threw {failure.GetType()})";
        }
    }
}
