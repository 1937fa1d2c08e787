namespace Obs.TestSupport;

/// <summary>How a program ended, and what it wrote on its way.</summary>
public sealed record ToolResult(int Code, string Output, string Error);
