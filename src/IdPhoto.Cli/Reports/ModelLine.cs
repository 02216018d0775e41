using IdPhoto.Onnx;

namespace IdPhoto.Cli.Reports;

/// <summary>A network in the list.</summary>
internal sealed record ModelLine(string Network, string Installed, string Package, string Version, string Licence, long Bytes)
{
    public static ModelLine Of(ModelRecord model, string? folder) => new(
        model.Network.ToString(), State(model, folder), model.Source.Package, model.Source.Version, model.Licence, model.Bytes);

    private static string State(ModelRecord model, string? folder) => ModelCatalogue.Check(model, folder) switch
    {
        ModelState.Installed => "yes",
        ModelState.Missing => "no",
        _ => "damaged",
    };
}
