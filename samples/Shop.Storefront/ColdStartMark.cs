using Obs.Tracing;

namespace Shop.Storefront;

/// <summary>Marks the first traced request after a start: it pays for what every later one finds ready, and hides in no
/// percentile.</summary>
internal sealed class ColdStartMark(RequestDelegate next, Tracer tracer)
{
    private int _isWarm;

    public Task InvokeAsync(HttpContext context)
    {
        if (Volatile.Read(ref _isWarm) == 0 && tracer.Current.IsRecording && Interlocked.Exchange(ref _isWarm, 1) == 0)
        {
            tracer.Current.Annotate("coldStart", true);
        }

        return next(context);
    }
}
