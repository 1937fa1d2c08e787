using System.Text;

namespace Obs.Cli.Tests.Local;

/// <summary>Keeps what is written, and says when a line with a certain beginning has been.</summary>
internal sealed class LineSignal(string beginning) : TextWriter
{
    private readonly StringBuilder _text = new();
    private readonly TaskCompletionSource<string> _line = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public override Encoding Encoding => Encoding.UTF8;

    public Task<string> Line => _line.Task;

    public override void Write(char value)
    {
        lock (_text)
        {
            _text.Append(value);
            if (value == '\n' && _text.ToString().Split('\n').FirstOrDefault(
                line => line.StartsWith(beginning, StringComparison.Ordinal)) is { } line)
            {
                _line.TrySetResult(line.TrimEnd('\r'));
            }
        }
    }

    public override string ToString()
    {
        lock (_text)
        {
            return _text.ToString();
        }
    }
}
