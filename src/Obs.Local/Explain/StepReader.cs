using Obs.Local.Traces;

namespace Obs.Local.Explain;

/// <summary>Reads the steps of a trace: how long, how often, how often again.</summary>
internal static class StepReader
{
    private const int MaxDepth = 32; // What is nested deeper counts for the step at this depth; paths stay short.

    public static Dictionary<Step, StepUse> Read(TraceTree tree)
    {
        var clock = new WallClock(tree);
        Dictionary<Step, StepUse> uses = [];
        HashSet<(TraceRow? Parent, string Name)> failed = [];
        Step[] above = new Step[MaxDepth + 1];
        above[0] = Step.Gap;
        foreach (TraceRow row in tree.Rows)
        {
            int depth = Math.Min(row.Depth, MaxDepth - 1);
            string name = StepName.Of(row);
            Step step = above[depth + 1] = row.Depth < MaxDepth ? above[depth].Inner(name, row.Service, row.Kind) : above[depth + 1];
            StepUse use = Use(uses, step);
            use.Seconds += clock.Of(row);
            use.Calls++;
            use.Retries += StepName.AwsRetries(row) + (failed.Contains((row.Parent, name)) ? 1 : 0);
            if (row.Outcome != Outcome.Ok)
            {
                use.Failed++;
                failed.Add((row.Parent, name));
            }
        }

        if (clock.Uncovered > 0)
        {
            Use(uses, Step.Gap).Seconds = clock.Uncovered;
        }

        return uses;
    }

    private static StepUse Use(Dictionary<Step, StepUse> uses, Step step)
    {
        if (!uses.TryGetValue(step, out StepUse? use))
        {
            uses.Add(step, use = new StepUse());
        }

        return use;
    }
}
