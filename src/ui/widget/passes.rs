//! What a wrapper does not care about it hands on to its content.
//!
//! A wrapper that takes the place and size of its content has nine methods that say nothing of its own. They are written
//! here once; a wrapper names those it does not write itself.

/// Methods of [`Widget`](iced::advanced::Widget) for a wrapper with one content, kept in the field given, whose state is
/// the first child of the wrapper's and whose layout is the wrapper's.
macro_rules! passes_on {
    ($content:ident: $($method:ident),+ $(,)?) => {
        $($crate::ui::widget::passes::passes_on!(@$method $content);)+
    };
    (@children $content:ident) => {
        fn children(&self) -> Vec<iced::advanced::widget::Tree> {
            vec![iced::advanced::widget::Tree::new(&self.$content)]
        }
    };
    (@diff $content:ident) => {
        fn diff(&self, tree: &mut iced::advanced::widget::Tree) {
            tree.diff_children(std::slice::from_ref(&self.$content));
        }
    };
    (@size $content:ident) => {
        fn size(&self) -> iced::Size<iced::Length> {
            self.$content.as_widget().size()
        }
    };
    (@size_hint $content:ident) => {
        fn size_hint(&self) -> iced::Size<iced::Length> {
            self.$content.as_widget().size_hint()
        }
    };
    (@layout $content:ident) => {
        fn layout(
            &mut self,
            tree: &mut iced::advanced::widget::Tree,
            renderer: &iced::Renderer,
            limits: &iced::advanced::layout::Limits,
        ) -> iced::advanced::layout::Node {
            self.$content.as_widget_mut().layout(&mut tree.children[0], renderer, limits)
        }
    };
    (@operate $content:ident) => {
        fn operate(
            &mut self,
            tree: &mut iced::advanced::widget::Tree,
            layout: iced::advanced::Layout<'_>,
            renderer: &iced::Renderer,
            operation: &mut dyn iced::advanced::widget::Operation,
        ) {
            self.$content.as_widget_mut().operate(&mut tree.children[0], layout, renderer, operation);
        }
    };
    (@update $content:ident) => {
        fn update(
            &mut self,
            tree: &mut iced::advanced::widget::Tree,
            event: &iced::Event,
            layout: iced::advanced::Layout<'_>,
            cursor: iced::advanced::mouse::Cursor,
            renderer: &iced::Renderer,
            clipboard: &mut dyn iced::advanced::Clipboard,
            shell: &mut iced::advanced::Shell<'_, Message>,
            viewport: &iced::Rectangle,
        ) {
            self.$content.as_widget_mut().update(
                &mut tree.children[0],
                event,
                layout,
                cursor,
                renderer,
                clipboard,
                shell,
                viewport,
            );
        }
    };
    (@mouse_interaction $content:ident) => {
        fn mouse_interaction(
            &self,
            tree: &iced::advanced::widget::Tree,
            layout: iced::advanced::Layout<'_>,
            cursor: iced::advanced::mouse::Cursor,
            viewport: &iced::Rectangle,
            renderer: &iced::Renderer,
        ) -> iced::advanced::mouse::Interaction {
            let tree = &tree.children[0];
            self.$content.as_widget().mouse_interaction(tree, layout, cursor, viewport, renderer)
        }
    };
    (@draw $content:ident) => {
        fn draw(
            &self,
            tree: &iced::advanced::widget::Tree,
            renderer: &mut iced::Renderer,
            theme: &iced::Theme,
            style: &iced::advanced::renderer::Style,
            layout: iced::advanced::Layout<'_>,
            cursor: iced::advanced::mouse::Cursor,
            viewport: &iced::Rectangle,
        ) {
            let tree = &tree.children[0];
            self.$content.as_widget().draw(tree, renderer, theme, style, layout, cursor, viewport);
        }
    };
    (@overlay $content:ident) => {
        fn overlay<'b>(
            &'b mut self,
            tree: &'b mut iced::advanced::widget::Tree,
            layout: iced::advanced::Layout<'b>,
            renderer: &iced::Renderer,
            viewport: &iced::Rectangle,
            translation: iced::Vector,
        ) -> Option<iced::advanced::overlay::Element<'b, Message, iced::Theme, iced::Renderer>> {
            let tree = &mut tree.children[0];
            self.$content.as_widget_mut().overlay(tree, layout, renderer, viewport, translation)
        }
    };
}

pub(crate) use passes_on;
