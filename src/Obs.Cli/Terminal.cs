using System.Text;

namespace Obs.Cli;

/// <summary>What a command reads from and writes to, so that a test can stand in for the process.</summary>
internal sealed class Terminal(Func<Stream> openInput, TextWriter output, TextWriter error)
{
    public TextWriter Output => output;

    public TextWriter Error => error;

    public TimeProvider Time { get; init; } = TimeProvider.System;

    /// <summary>Whether something is piped in.</summary>
    public bool HasInput { get; init; } = true;

    /// <summary>Whether a person watches <see cref="Error"/>, so that progress is worth showing.</summary>
    public bool IsWatched { get; init; }

    public static Terminal OfProcess()
    {
        var output = new StreamWriter(Console.OpenStandardOutput(), new UTF8Encoding(encoderShouldEmitUTF8Identifier: false), 32 * 1024);
        return new Terminal(Console.OpenStandardInput, output, Console.Error)
        {
            HasInput = Console.IsInputRedirected,
            IsWatched = !Console.IsErrorRedirected,
        };
    }

    public Stream OpenInput() => openInput();
}
