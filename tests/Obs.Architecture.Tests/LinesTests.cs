using System.Text.RegularExpressions;
using Obs.TestSupport;

namespace Obs.Architecture.Tests;

/// <summary>A line of code fits beside another one on a screen. A literal that is better read in one piece may make it longer.</summary>
public sealed partial class LinesTests
{
    private const int MaxColumns = 140;
    private const string RawQuotes = "\"\"\"";

    public static TheoryData<string> Folders => ["benchmarks", "samples", "src", "tests"];

    [Theory]
    [MemberData(nameof(Folders))]
    public void No_line_of_code_is_too_long(string folder)
    {
        IEnumerable<string> files = Directory.EnumerateFiles(Repository.PathOf(folder), "*.cs", SearchOption.AllDirectories);

        files.SelectMany(TooLong).Should().BeEmpty();
    }

    private static IEnumerable<string> TooLong(string file)
    {
        bool isRaw = false;
        int number = 0;
        foreach (string line in File.ReadLines(file))
        {
            number++;
            bool touchesRaw = isRaw || line.Contains(RawQuotes, StringComparison.Ordinal);
            isRaw ^= (line.Split(RawQuotes).Length - 1) % 2 == 1;
            if (line.Length > MaxColumns && !touchesRaw && !LongText().IsMatch(line))
            {
                yield return $"{Path.GetRelativePath(Repository.Root, file)}:{number} has {line.Length} columns";
            }
        }
    }

    [GeneratedRegex("\".{60,}\"")]
    private static partial Regex LongText();
}
