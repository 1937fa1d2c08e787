using System.Diagnostics;
using Microsoft.Extensions.DependencyInjection;
using Obs.TestSupport;
using Obs.Tracing.Sql;

namespace Obs.EntityFrameworkCore.Tests;

/// <summary>Random ways to use a context, without us and in every way we can listen: results and exceptions may not differ in anything,
/// and no activity stays open.</summary>
[Collection(ProcessWideListeners.Name)]
public sealed class ContextDifferentialTests
{
    public static TheoryData<bool, bool, bool> Ways => new()
    {
        { true, true, false }, { true, false, true }, { true, true, true }, { false, true, false }, { false, true, true },
    };

    [Theory]
    [MemberData(nameof(Ways))]
    public async Task A_context_does_the_same_whoever_listens(bool isSampled, bool listens, bool intercepts)
    {
        await using Shop plain = await Shop.StartAsync(static _ => { });
        IReadOnlyList<string>[] without = await RunAllAsync(plain);
        await using Shop observed = await Shop.StartAsync(
            services =>
            {
                if (listens)
                {
                    services.AddObsEntityFrameworkCore();
                }
            },
            options => options.AddInterceptors(intercepts ? [new ObsCommandInterceptor()] : []));
        using var open = new OpenActivities(SqlCommandTracing.ActivitySourceName);
        using var recorded = new RecordedActivities(isSampled);

        IReadOnlyList<string>[] with = await RunAllAsync(observed);

        for (int seed = 0; seed < without.Length; seed++)
        {
            Transcript.Difference(with[seed], without[seed]).Should().BeEmpty($"scenario {seed} was run on both");
        }

        (recorded.Stopped.Count > 0).Should().Be(isSampled);
        open.Open.Should().Be(0);
        Activity.Current.Should().BeSameAs(recorded.Root);
    }

    private static async Task<IReadOnlyList<string>[]> RunAllAsync(Shop shop)
    {
        var transcripts = new IReadOnlyList<string>[Nightly.Rounds(always: 100, nightly: 1_000)];
        for (int seed = 0; seed < transcripts.Length; seed++)
        {
            transcripts[seed] = await shop.UseAsync(context => new ContextScenario(seed).RunAsync(context));
        }

        return transcripts;
    }
}
