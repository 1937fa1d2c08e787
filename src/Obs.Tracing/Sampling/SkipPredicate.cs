namespace Obs.Tracing;

/// <summary>A condition of the application under which a request is not traced. One that keeps throwing is not asked any more.</summary>
/// <remarks>Thread safety: any thread.</remarks>
internal sealed class SkipPredicate(Func<ServerRequest, bool> condition, SamplingStatistics statistics)
{
    private const int MaxFailures = 10;

    private int _failures;

    public bool IsMet(in ServerRequest request)
    {
        if (Volatile.Read(ref _failures) >= MaxFailures)
        {
            return false;
        }

        try
        {
            return condition(request);
        }
        catch (Exception exception)
        {
            // The application's code: whatever it throws, the request goes on, and is traced as if the condition were not there.
            statistics.CountPredicateFailure();
            if (Interlocked.Increment(ref _failures) == MaxFailures)
            {
                TracingEventSource.Log.PredicateDisabled(exception.ToString());
            }

            return false;
        }
    }
}
