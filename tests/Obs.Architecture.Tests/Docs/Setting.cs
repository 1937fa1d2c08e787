namespace Obs.Architecture.Tests.Docs;

/// <summary>One row of the table of settings.</summary>
internal sealed record Setting(string Key, string Default, string Meaning);
