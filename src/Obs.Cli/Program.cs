using Obs.Cli;

return await ObsCommand.RunAsync(args, Terminal.OfProcess()).ConfigureAwait(false);
