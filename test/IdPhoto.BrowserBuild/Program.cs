using IdPhoto.Documents;
using IdPhoto.Printing;
using IdPhoto.Words;

// What needs no port: records from resources, their resolver, the planner of sheets, sentences.
PhotoSpec spec = PhotoSpecs.Find("two-inch");
SheetLayout sheet = SheetPlanner.Plan(
    [new SheetItem(new MmSize(spec.Print!.WidthMm, spec.Print.HeightMm), null)], new SheetOptions { Paper = PaperSize.Parse("10x15cm") });
Console.WriteLine($"{PhotoSpecs.All.Count} documents, {Languages.All.Count} languages, {sheet.Photos.Count} photos of {spec.Resolve().Size.Width} x {spec.Resolve().Size.Height} px on a sheet");
