using System.Text;

namespace Obs.Local.Explain;

/// <summary>An explanation as text for a terminal: the answer, then what it rests on.</summary>
internal static class ExplainText
{
    public static string Of(Explanation explanation)
    {
        var text = new StringBuilder();
        foreach (string sentence in ExplainAnswer.Of(explanation))
        {
            text.Append(Line(sentence)).Append('\n');
        }

        Section(text, "Where the extra time goes", "share    slow  typical  step", explanation.Steps.Select(Step));
        Section(text, "What the slow traces have in common", "  slow  typical  trait", explanation.Traits.Select(trait => Presence(
            trait.Presence, explanation, string.Join(", ", trait.Together.Prepend(trait.Trait)))));
        Section(text, "What the slow traces log", "  slow  typical  entry", explanation.Logs.Select(log => Presence(
            log.Presence, explanation, $"{log.Pattern.Level} {log.Pattern.Service}: {log.Pattern.Template}")));
        if (!explanation.IsComplete)
        {
            text.Append("\nThere are more traces than were looked at; these are the newest.\n");
        }

        return text.ToString();
    }

    private static void Section(StringBuilder text, string title, string heading, IEnumerable<string> lines)
    {
        string[] all = [.. lines];
        if (all.Length > 0)
        {
            text.Append('\n').Append(title).Append("\n  ").Append(heading).Append('\n');
            foreach (string line in all)
            {
                text.Append("  ").Append(Line(line)).Append('\n');
            }
        }
    }

    private static string Step(StepDifference step) =>
        $"{Figures.Share(step.Share),5}  {Figures.Duration(step.Slow.Seconds),7}  {Figures.Duration(step.Typical.Seconds),7}  "
        + $"{(step.Step.Path.Length == 0 ? step.Step.Name : step.Step.Path)}: {ExplainAnswer.Cause(step)} ({Figures.Certainty(step.Probability)}) {Example(step.Examples)}";

    private static string Presence(Presence presence, Explanation explanation, string what) =>
        $"{Part(presence.Slow, explanation.Slow.Read),6}  {Part(presence.Typical, explanation.Typical.Read),7}  {what} ({Figures.Certainty(presence.Probability)}) {Example(presence.Examples)}";

    private static string Part(int part, int whole) => Figures.Share(whole == 0 ? 0 : (double)part / whole);

    private static string Example(IReadOnlyList<string> examples) => examples.Count == 0 ? "" : examples[0];

    // Names come from outside: a control character in one must not reach the terminal.
    private static string Line(string text) =>
        string.Concat(text.Select(static character => char.IsControl(character) ? ' ' : character)).TrimEnd();
}
