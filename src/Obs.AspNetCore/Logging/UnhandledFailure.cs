namespace Obs.AspNetCore.Logging;

/// <summary>Remembers that a request ended with an unhandled exception, and the status it was answered with.</summary>
internal sealed class UnhandledFailure(int status)
{
    public int Status => status;
}
