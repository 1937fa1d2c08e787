using System.Text;
using System.Text.Json;

namespace Obs.Cli.Doctor;

/// <summary>What all checks found.</summary>
internal sealed class DoctorReport(IReadOnlyList<(Check Check, Verdict Verdict)> findings)
{
    public bool HasFailures => findings.Any(static finding => finding.Verdict.Status == CheckStatus.Failed);

    public static DoctorReport Of(DoctorFacts facts, IEnumerable<Check> checks) =>
        new([.. checks.Select(check => (check, check.Judge(facts)))]);

    public string ToText()
    {
        int width = findings.Max(static finding => finding.Check.Id.Length) + 2;
        var text = new StringBuilder();
        foreach (IGrouping<string, (Check Check, Verdict Verdict)> symptom in findings.GroupBy(static finding => finding.Check.Symptom))
        {
            text.Append(symptom.Key).Append('\n');
            foreach ((Check check, Verdict verdict) in symptom)
            {
                text.Append("  ").Append(Word(verdict.Status).PadRight(6)).Append(check.Id.PadRight(width)).Append(verdict.Reason)
                    .Append('\n');
                text.Append(verdict.Advice is null ? "" : $"        {"".PadRight(width)}{verdict.Advice}\n");
            }
        }

        return text.Append(string.Join(", ", findings.GroupBy(static finding => finding.Verdict.Status)
            .OrderBy(static group => group.Key)
            .Select(static group => $"{group.Count()} {Word(group.Key)}"))).Append('\n').ToString();
    }

    public string ToJson()
    {
        using var bytes = new MemoryStream();
        using (var json = new Utf8JsonWriter(bytes, new JsonWriterOptions { Indented = true }))
        {
            json.WriteStartArray();
            foreach ((Check check, Verdict verdict) in findings)
            {
                json.WriteStartObject();
                json.WriteString("check", check.Id);
                json.WriteString("symptom", check.Symptom);
                json.WriteString("result", Word(verdict.Status));
                json.WriteString("reason", verdict.Reason);
                json.WriteString("advice", verdict.Advice);
                json.WriteEndObject();
            }

            json.WriteEndArray();
        }

        return Encoding.UTF8.GetString(bytes.ToArray()) + "\n";
    }

    private static string Word(CheckStatus status) => status switch
    {
        CheckStatus.Passed => "ok",
        CheckStatus.Skipped => "skip",
        CheckStatus.Warning => "warn",
        _ => "FAIL",
    };
}
