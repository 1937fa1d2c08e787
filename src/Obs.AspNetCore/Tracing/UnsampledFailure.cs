namespace Obs.AspNetCore.Tracing;

/// <summary>Keeps the unhandled exception of an unsampled request until it stops, for the tail rule.</summary>
internal sealed class UnsampledFailure(int status, Exception exception)
{
    public int Status => status;

    public Exception Exception => exception;
}
