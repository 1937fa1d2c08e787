namespace Obs.Delivery.Sending;

/// <summary>How long to wait before trying again: exponential, fully jittered, and slower still once retries are no longer the
/// exception.</summary>
/// <remarks>The idea of full jitter: <see href="https://aws.amazon.com/blogs/architecture/exponential-backoff-and-jitter/"/>.</remarks>
internal sealed class RetryPolicy(TimeSpan baseDelay, TimeSpan maxDelay, Random random)
{
    /// <summary>Retries that may be quick before any success has earned more.</summary>
    private const double BudgetCapacity = 10;

    /// <summary>What a success earns: in the long run one quick retry to ten successes.</summary>
    private const double EarnedPerSuccess = 0.1;

    /// <summary>Doublings that a retry outside the budget starts with.</summary>
    private const int LevelWithoutBudget = 5;

    private static readonly TimeSpan LeastAfter = TimeSpan.FromMilliseconds(100);
    private static readonly TimeSpan MostAfter = TimeSpan.FromSeconds(60);

    private double _budget = BudgetCapacity;
    private int _level;

    public void OnDelivered()
    {
        _level = 0;
        _budget = Math.Min(BudgetCapacity, _budget + EarnedPerSuccess);
    }

    /// <summary>The pause before the next attempt.</summary>
    /// <param name="after">What the receiver asked for, believed only between 100 ms and 60 s.</param>
    public TimeSpan NextDelay(TimeSpan? after)
    {
        bool inBudget = _budget >= 1;
        _budget = inBudget ? _budget - 1 : _budget;
        TimeSpan bound = Bound(inBudget ? _level : Math.Max(_level, LevelWithoutBudget));
        _level = Math.Min(_level + 1, 30);

        // Outside the budget the pause has a lower bound too; records are never dropped for it, they only wait.
        double share = inBudget ? random.NextDouble() : 0.5 + (random.NextDouble() / 2);
        TimeSpan delay = bound * share;
        return after is { } asked ? AtLeast(asked, delay) : delay;
    }

    // The jitter goes on top, or all who were told the same time would come back together.
    private static TimeSpan AtLeast(TimeSpan asked, TimeSpan jitter)
    {
        TimeSpan clamped = TimeSpan.FromTicks(Math.Clamp(asked.Ticks, LeastAfter.Ticks, MostAfter.Ticks));
        return TimeSpan.FromTicks(Math.Min(clamped.Ticks + jitter.Ticks, MostAfter.Ticks));
    }

    private TimeSpan Bound(int level) => TimeSpan.FromTicks((long)Math.Min(maxDelay.Ticks, baseDelay.Ticks * Math.Pow(2, level)));
}
