using System.Text;
using Obs.Insights.Binding;
using Obs.Insights.Execution;
using Obs.Insights.Sources;

namespace Obs.Insights.Tests;

public sealed class AllocationTests
{
    [Theory]
    [InlineData("filter route != \"x\" and d > 3 | stats count(*), sum(d), max(d), avg(d * 2) by bin(5m), route")]
    [InlineData("filter @message like \"nothing\" | fields a")]
    [InlineData("filter route like /no(thing)?$/ | fields a")]
    [InlineData("parse @message \"\\\"route\\\":\\\"*\\\"\" as r | stats count(*) by r")]
    [InlineData("fields d | sort d desc | limit 1")]
    public void A_line_costs_no_memory_once_warm(string query)
    {
        QueryPlan plan = InsightsQuery.Parse(query).Plan;
        PlanSegment segment = plan.Segments[0];
        Collector collector = segment.CreateCollector!(new RunContext(new MemoryBudget(long.MaxValue), 10), segment.LiveSlots);
        var worker = new ScanWorker(plan, new InsightsOptions(), 0, segment.CreateChain(collector), takesTimeFromLine: true);
        byte[] lines = Encoding.UTF8.GetBytes(string.Concat(
            Enumerable.Range(0, 1_500).Select(static i =>
                $$"""{"timestamp":"2026-01-01T00:00:00.{{i % 1_000:000}}Z","route":"/r{{i % 9}}","d":{{1_500 - i}}}""" + "\n")));
        var batch = new LogBatch { Buffer = lines, Length = lines.Length };
        worker.Process(batch);
        batch.Sequence++;
        worker.Process(batch);
        batch.Sequence++;

        long before = GC.GetAllocatedBytesForCurrentThread();
        worker.Process(batch);

        (GC.GetAllocatedBytesForCurrentThread() - before).Should().Be(0);
    }
}
