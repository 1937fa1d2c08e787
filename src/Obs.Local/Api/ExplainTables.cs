using System.Text.Json;
using Obs.Local.Explain;
using Obs.Local.Explain.Statistics;

namespace Obs.Local.Api;

/// <summary>What an explanation rests on, as JSON.</summary>
internal static class ExplainTables
{
    public static void WriteSteps(Utf8JsonWriter writer, Explanation explanation)
    {
        writer.WriteNumber("stepsCompared", explanation.StepsCompared);
        writer.WriteStartArray("steps");
        foreach (StepDifference step in explanation.Steps)
        {
            writer.WriteStartObject();
            writer.WriteString("path", step.Step.Path);
            writer.WriteString("name", step.Step.Name);
            writer.WriteString("service", step.Step.Service);
            writer.WriteString("kind", step.Step.Kind);
            writer.WriteString("cause", ExplainAnswer.Cause(step));
            writer.WriteNumber("extra", JsonNumbers.ToMilliseconds(step.Extra));
            writer.WriteOptional("share", step.Share);
            WriteFigures(writer, "slow", step.Slow);
            WriteFigures(writer, "typical", step.Typical);
            WriteCertainty(writer, step.Probability);
            ExplainView.WriteList(writer, "examples", step.Examples);
            writer.WriteEndObject();
        }

        writer.WriteEndArray();
    }

    public static void WriteTraits(Utf8JsonWriter writer, Explanation explanation)
    {
        writer.WriteNumber("traitsCompared", explanation.TraitsCompared);
        writer.WriteStartArray("traits");
        foreach (TraitDifference found in explanation.Traits)
        {
            writer.WriteStartObject();
            writer.WriteString("kind", found.Trait.Kind.ToString().ToLowerInvariant());
            writer.WriteString("name", found.Trait.Name);
            writer.WriteString("value", found.Trait.Value);
            writer.WriteString("text", found.Trait.ToString());
            ExplainView.WriteList(writer, "together", found.Together.Select(static trait => trait.ToString()));
            WritePresence(writer, found.Presence);
            writer.WriteEndObject();
        }

        writer.WriteEndArray();
    }

    public static void WriteLogs(Utf8JsonWriter writer, Explanation explanation)
    {
        writer.WriteNumber("logsCompared", explanation.LogsCompared);
        writer.WriteStartArray("logs");
        foreach (LogDifference found in explanation.Logs)
        {
            writer.WriteStartObject();
            writer.WriteString("service", found.Pattern.Service);
            writer.WriteString("level", found.Pattern.Level);
            writer.WriteString("template", found.Pattern.Template);
            WritePresence(writer, found.Presence);
            writer.WriteEndObject();
        }

        writer.WriteEndArray();
    }

    private static void WritePresence(Utf8JsonWriter writer, Presence presence)
    {
        writer.WriteNumber("slow", presence.Slow);
        writer.WriteNumber("typical", presence.Typical);
        writer.WriteOptional("lift", presence.Lift);
        WriteCertainty(writer, presence.Probability);
        ExplainView.WriteList(writer, "examples", presence.Examples);
    }

    private static void WriteFigures(Utf8JsonWriter writer, string name, StepFigures figures)
    {
        writer.WriteStartObject(name);
        writer.WriteNumber("time", JsonNumbers.ToMilliseconds(figures.Seconds));
        writer.WriteNumber("traces", figures.Traces);
        writer.WriteOptional("calls", figures.Calls);
        writer.WriteOptional("retries", figures.Retries);
        writer.WriteOptional("failed", figures.Failed);
        writer.WriteEndObject();
    }

    private static void WriteCertainty(Utf8JsonWriter writer, double probability)
    {
        writer.WriteNumber("probability", probability);
        writer.WriteString("certainty", Certainty.Word(probability));
        writer.WriteBoolean("sure", probability < Certainty.Bound);
    }
}
