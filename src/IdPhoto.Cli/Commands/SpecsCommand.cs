using System.CommandLine;
using IdPhoto.Cli.Reports;
using IdPhoto.Cli.Tables;
using IdPhoto.Documents;
using IdPhoto.Messages;

namespace IdPhoto.Cli.Commands;

/// <summary><c>idphoto specs</c>: the documents that are known, and what is known of one.</summary>
internal static class SpecsCommand
{
    public static Command Create()
    {
        Argument<string[]> query = new("query") { Description = Speech.Of("options.query"), Arity = ArgumentArity.ZeroOrMore };
        Option<string> country = new("--country") { Description = Speech.Of("options.country") };
        Option<bool> json = SharedOptions.Json();
        Command command = new("specs", Speech.Of("commands.specs")) { query, country, json, Show() };
        command.SetAction(line => List(string.Join(' ', line.GetValue(query) ?? []), Code(line.GetValue(country)), line.GetValue(json)));
        return command;
    }

    private static Command Show()
    {
        Argument<string?> id = new("id") { Description = Speech.Of("options.id"), Arity = ArgumentArity.ZeroOrOne };
        Option<string> custom = SpecChoice.CustomOption();
        Option<bool> json = new("--json") { Description = Speech.Of("options.record-json") };
        Command command = new("show", Speech.Of("commands.specs-show")) { id, custom, json };
        command.SetAction(line => ShowOne(line.GetValue(id), line.GetValue(custom), line.GetValue(json)));
        return command;
    }

    private static int List(string query, string? country, bool json)
    {
        IReadOnlyList<SpecLine> specs =
        [
            .. PhotoSpecs.Search(query, country).Select(SpecLine.Of),
            .. PhotoSpecs.SearchOnSite(query, country).Select(SpecLine.Of),
        ];
        if (json)
            JsonOutput.Print(specs, ReportJson.Default.IReadOnlyListSpecLine);
        else
            SpecTable.Print(specs);
        return ExitCodes.Done;
    }

    private static int ShowOne(string? id, string? custom, bool json)
    {
        if (id is null == custom is null)
            throw CommandFailure.Usage(Message.Of("failures.id-or-custom"));
        OnSiteDocument? onSite = PhotoSpecs.OnSite.FirstOrDefault(document => string.Equals(document.Id, id?.Trim(), StringComparison.OrdinalIgnoreCase));
        PhotoSpec? spec = onSite is not null && custom is null ? null : SpecChoice.Only(id, custom).Find();
        if (json)
            Console.Out.WriteLine(spec is null ? PhotoSpecs.ToJson(onSite!) : PhotoSpecs.ToJson(spec));
        else if (spec is null)
            SpecDetails.Print(onSite!);
        else
            SpecDetails.Print(spec);
        return ExitCodes.Done;
    }

    private static string? Code(string? country)
    {
        if (country is null || Countries.NameOf(country.ToUpperInvariant()) is not null)
            return country;
        throw CommandFailure.Usage(Message.Of("failures.unknown-country", ("text", country)));
    }
}
