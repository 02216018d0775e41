using System.CommandLine;
using IdPhoto.Cli.Admin;
using IdPhoto.Cli.Reports;
using IdPhoto.Cli.Tables;
using IdPhoto.Server.Admin;
using IdPhoto.Server.Statistics;

namespace IdPhoto.Cli.Commands;

/// <summary><c>idphoto admin statistics</c>: what was counted, without small groups.</summary>
internal static class AdminStatisticsCommand
{
    private const int Month = 30;

    public static Command Create(AdminOptions place)
    {
        Option<int?> days = SharedOptions.Number("--days", "admin.option-days", 1, Tally.Days);
        Option<bool> json = SharedOptions.Json();
        Command command = new("statistics", Speech.Of("admin.command-statistics")) { days, json };
        command.SetAction((line, cancel) => RunAsync(place.Of(line), line.GetValue(days) ?? Month, line.GetValue(json), cancel));
        return command;
    }

    private static async Task<int> RunAsync(AdminPlace place, int days, bool json, CancellationToken cancel)
    {
        using AdminClient server = place.Connect();
        IReadOnlyList<StatisticsLine> lines = await server.PostAsync(
            "statistics", new StatisticsRequest(days), ReportJson.Default.StatisticsRequest, ReportJson.Default.IReadOnlyListStatisticsLine, cancel).ConfigureAwait(false);
        if (json)
            JsonOutput.Print(lines, ReportJson.Default.IReadOnlyListStatisticsLine);
        else if (lines.Count == 0)
            Console.Out.WriteLine(Speech.Of("admin.statistics-none"));
        else
            Print(lines);
        return ExitCodes.Done;
    }

    private static void Print(IReadOnlyList<StatisticsLine> lines)
    {
        Sheet sheet = new("admin.column-day", "admin.column-kind", "admin.column-value", "admin.column-count");
        foreach (StatisticsLine line in lines)
            sheet.Add(line.Day.ToString("yyyy-MM-dd", System.Globalization.CultureInfo.InvariantCulture), line.Kind, line.Value, line.Count);
        sheet.Write(Console.Out, !Console.IsOutputRedirected);
    }
}
