using System.Reflection;
using BenchmarkDotNet.Reports;
using BenchmarkDotNet.Running;

namespace Obs.Benchmarks;

/// <summary>Compares what was measured with what was promised.</summary>
internal static class BudgetCheck
{
    /// <summary>One line for every benchmark that was over its budget, or did not run.</summary>
    public static IEnumerable<string> FindBreaches(Summary summary)
    {
        BenchmarkReport? baseline = summary.Reports.FirstOrDefault(report => summary.IsBaseline(report.BenchmarkCase));
        return summary.BenchmarksCases.SelectMany(benchmark => FindBreaches(summary, benchmark, baseline));
    }

    private static IEnumerable<string> FindBreaches(Summary summary, BenchmarkCase benchmark, BenchmarkReport? baseline)
    {
        if (benchmark.Descriptor.WorkloadMethod.GetCustomAttribute<BudgetAttribute>() is not { } budget)
        {
            yield break;
        }

        string name = benchmark.Descriptor.GetFilterName();
        if (summary[benchmark] is not { ResultStatistics: { } time } report)
        {
            yield return $"{name}: did not run";
            yield break;
        }

        long bytes = BytesOf(report);
        if (budget.Bytes >= 0 && bytes > budget.Bytes)
        {
            yield return $"{name}: {bytes} B a call; the budget is {budget.Bytes} B";
        }

        if (budget.Microseconds > 0 && time.Median > budget.Microseconds * 1_000)
        {
            yield return $"{name}: {time.Median / 1_000:0.0} us a call; the budget is {budget.Microseconds:0.0} us";
        }

        if (baseline?.ResultStatistics is not { } floor)
        {
            yield break;
        }

        if (budget.BytesOverBaseline >= 0 && bytes - BytesOf(baseline) > budget.BytesOverBaseline)
        {
            yield return $"{name}: {bytes - BytesOf(baseline)} B a call over the baseline; the budget is {budget.BytesOverBaseline} B";
        }

        if (budget.Ratio > 0 && time.Median / floor.Median > budget.Ratio)
        {
            yield return $"{name}: {time.Median / floor.Median:0.00} x the baseline; the budget is {budget.Ratio:0.00} x";
        }
    }

    private static long BytesOf(BenchmarkReport report) => report.GcStats.GetBytesAllocatedPerOperation(report.BenchmarkCase) ?? 0;
}
