namespace Obs.Insights;

/// <summary>A query that answers a question people ask of their logs again and again. Immutable.</summary>
public sealed class Recipe
{
    internal Recipe(string category, string name, string text)
    {
        Category = category;
        Name = name;
        Text = text;
        Purpose = Comment("");
        Fields = Comment("fields:").Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries);
        string note = Comment("note:");
        Note = note.Length == 0 ? null : note;
    }

    /// <summary>What it is about: errors, latency, traffic, business, drill (into one trace or user), volume or deploy.</summary>
    public string Category { get; }

    /// <summary>Its name, unique among all recipes.</summary>
    public string Name { get; }

    /// <summary>What it shows, in one line.</summary>
    public string Purpose { get; }

    /// <summary>The fields that the log lines should carry.</summary>
    public IReadOnlyList<string> Fields { get; }

    /// <summary>What to change before running it, if anything.</summary>
    public string? Note { get; }

    /// <summary>The query, which begins with comments that say the above.</summary>
    public string Text { get; }

    // The first comment is the purpose; the others begin with what they are.
    private string Comment(string label)
    {
        string prefix = $"# {label}";
        string? line = Text.Split('\n').FirstOrDefault(l => l.StartsWith(prefix, StringComparison.Ordinal));
        return line is null ? "" : line[prefix.Length..].Trim();
    }
}
