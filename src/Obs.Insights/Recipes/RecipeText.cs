using System.Text;

namespace Obs.Insights.Recipes;

/// <summary>A recipe's file: comments that say what it is for, each beginning with a label, and the query.</summary>
/// <remarks>The first comment is the purpose. A comment that begins with three blanks continues the one before.</remarks>
internal sealed class RecipeText
{
    private const string Continuation = "   ";

    private readonly Dictionary<string, string> _parts = new(StringComparer.Ordinal);

    private RecipeText(string purpose, string query)
    {
        Purpose = purpose;
        Query = query;
    }

    public string Purpose { get; }

    public string Query { get; }

    public IReadOnlyList<string> Fields => _parts["fields"].Split(',', StringSplitOptions.TrimEntries);

    public string LookFor => _parts["look"];

    public string NextStep => _parts["next"];

    public string SampleOutput => _parts.GetValueOrDefault("sample", "");

    public List<RecipeParameter> Parameters { get; } = [];

    public static RecipeText Parse(string file)
    {
        string[] lines = file.ReplaceLineEndings("\n").TrimEnd().Split('\n');
        string[] comments = [.. lines.TakeWhile(static l => l.StartsWith('#')).Select(static l => l[1..])];
        var recipe = new RecipeText(comments[0].Trim(), string.Join('\n', lines.Skip(comments.Length)));
        for (int i = 1; i < comments.Length;)
        {
            (string label, string text) = Split(comments[i++].Trim());
            bool keepsLines = label == "sample"; // A table is nothing without its lines.
            var whole = new StringBuilder(text);
            for (; i < comments.Length && comments[i].StartsWith(Continuation, StringComparison.Ordinal); i++)
            {
                whole.Append(whole.Length == 0 ? "" : keepsLines ? "\n" : " ").Append(comments[i].AsSpan(Continuation.Length));
            }

            recipe.Add(label, whole.ToString());
        }

        return recipe;
    }

    private static (string Label, string Text) Split(string comment)
    {
        int colon = comment.IndexOf(':', StringComparison.Ordinal);
        return (comment[..colon], comment[(colon + 1)..].Trim());
    }

    private void Add(string label, string text)
    {
        string[] words = label.Split(' ');
        if (words[0] == "param")
        {
            Parameters.Add(new(words[1], Enum.Parse<RecipeParameterType>(words[2], ignoreCase: true), words.ElementAtOrDefault(3), text));
        }
        else
        {
            _parts.Add(label, text);
        }
    }
}
