using System.Globalization;
using IdPhoto.Compliance;

namespace IdPhoto.Bench.Compliance;

/// <summary>Every rule's value for every picture, for choosing thresholds.</summary>
internal static class ValueTable
{
    public static void Write(IEnumerable<(string Id, ComplianceReport Report)> reports)
    {
        string file = Path.Combine(BenchFolders.Out("compliance"), "values.tsv");
        using StreamWriter to = new(file);
        to.WriteLine("id\t" + string.Join('\t', ComplianceRules.All));
        foreach ((string id, ComplianceReport report) in reports)
            to.WriteLine(id + "\t" + string.Join('\t', ComplianceRules.All.Select(code => Cell(report.Of(code)))));
        Console.WriteLine($"Values: {file}");
    }

    private static string Cell(Finding? finding)
        => finding is null ? "" : string.Create(CultureInfo.InvariantCulture, $"{finding.Verdict.ToString()[0]}{finding.Value:0.###}");
}
