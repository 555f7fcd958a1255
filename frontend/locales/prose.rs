//! Writing text.

texts! {
    prose_write { en "Write" fr "Écrire" }
    prose_preview { en "Preview" fr "Aperçu" }
    prose_hint { en "Markdown: **bold**, *italic*, `code`, - list, > quote, ``` before and after a log." fr "Markdown : **gras**, *italique*, `code`, - liste, > citation, ``` avant et après un journal." }
    prose_nothing { en "There is nothing to show yet." fr "Il n’y a encore rien à afficher." }
}
