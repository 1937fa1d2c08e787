namespace Obs.Tracing;

/// <summary>A condition of the application under which a request is not traced. One that keeps throwing, keeps being slow or hangs is not
/// asked any more.</summary>
/// <remarks>
/// It runs on the request's own thread, which nobody can take it away from: decision 9 says what that bounds. Thread safety: any thread.
/// </remarks>
internal sealed class SkipPredicate(Func<ServerRequest, bool> condition, SamplingStatistics statistics, TimeProvider time)
{
    /// <summary>Requests that may be inside the condition at once. It is the most that one that hangs can hold.</summary>
    public const int MaxCalls = 64;

    private const int MaxFailures = 10;
    private const long Idle = 0;

    private static readonly TimeSpan Slow = TimeSpan.FromMilliseconds(100);
    private static readonly TimeSpan Hanging = TimeSpan.FromSeconds(1);

    // When the call in each place began; Idle when there is none.
    private readonly long[] _calls = new long[MaxCalls];
    private int _failures;

    private bool IsDisabled => Volatile.Read(ref _failures) >= MaxFailures;

    public bool IsMet(in ServerRequest request)
    {
        if (IsDisabled || !TryEnter(out int place, out long began))
        {
            return false;
        }

        try
        {
            bool isMet = condition(request);
            if (time.GetElapsedTime(began) > Slow)
            {
                Fail($"It took {time.GetElapsedTime(began)}.", failures: 1);
            }

            return isMet;
        }
        catch (Exception exception)
        {
            // The application's code: whatever it throws, the request goes on, and is traced as if the condition were not there.
            Fail(exception.ToString(), failures: 1);
            return false;
        }
        finally
        {
            Volatile.Write(ref _calls[place], Idle);
        }
    }

    /// <summary>Looks for a call that does not come back; asked every now and then by <see cref="SkipWatch"/>.</summary>
    public void Check()
    {
        for (int place = 0; place < MaxCalls && !IsDisabled; place++)
        {
            long began = Volatile.Read(ref _calls[place]);
            if (began != Idle && time.GetElapsedTime(began) > Hanging)
            {
                Fail($"A call has not come back for {time.GetElapsedTime(began)}.", MaxFailures);
            }
        }
    }

    private bool TryEnter(out int place, out long began)
    {
        began = Math.Max(1, time.GetTimestamp());
        int first = Environment.CurrentManagedThreadId;
        for (int probe = 0; probe < MaxCalls; probe++)
        {
            place = (first + probe) % MaxCalls;
            if (Interlocked.CompareExchange(ref _calls[place], began, Idle) == Idle)
            {
                return true;
            }
        }

        // All are taken: it hangs, and is about to be found out.
        statistics.CountPredicateFailure();
        place = -1;
        return false;
    }

    private void Fail(string reason, int failures)
    {
        statistics.CountPredicateFailure();
        int now = Interlocked.Add(ref _failures, failures);
        if (now >= MaxFailures && now - failures < MaxFailures)
        {
            TracingEventSource.Log.PredicateDisabled(reason);
        }
    }
}
