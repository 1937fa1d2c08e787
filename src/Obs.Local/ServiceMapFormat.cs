namespace Obs.Local;

/// <summary>How a service map is written down.</summary>
public enum ServiceMapFormat
{
    /// <summary>A table for people.</summary>
    Text,

    /// <summary>A Mermaid flowchart, which Markdown pages show as a picture.</summary>
    Mermaid,

    /// <summary>The language of Graphviz.</summary>
    Dot,

    /// <summary>Nodes and edges with all their numbers, as the page reads them.</summary>
    Json,
}
